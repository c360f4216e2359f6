import type { NoticeRule } from "../notice/decide.ts";
import type { Home, Sql } from "../ports.ts";
import { type AlertChoiceRow, alertChoices } from "../store/alert-choices.ts";

/** Rules that a customer may do without. What a disconnection rests on, and what went wrong, is told whatever was chosen. */
const kindOf: Partial<Readonly<Record<NoticeRule, AlertChoiceRow["what"]>>> = {
  high_use: "use",
  trued_up: "use",
  payment: "payments",
  days: "days",
};

/** Whether its customer chose not to be told of what the rule tells. */
export function isLeftOut(sql: Sql, home: Home, rule: NoticeRule): boolean {
  const kind = kindOf[rule];
  return kind !== undefined && alertChoices(sql, home).some(({ what }) => what === kind);
}
