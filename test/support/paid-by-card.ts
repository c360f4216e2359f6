/** A household that has paid by card, for what becomes of refunds that its utility asks for. */
import { expect } from "vitest";
import { must } from "../../core/assert.ts";
import { type AskRefund, askRefund } from "../../core/hub/ask-refund.ts";
import { noteDispute } from "../../core/hub/note-dispute.ts";
import { noteRefund } from "../../core/hub/note-refund.ts";
import { balancesAt } from "../../core/hub/post.ts";
import { returnPayment } from "../../core/hub/return-payment.ts";
import { verifyLedger } from "../../core/hub/verify-ledger.ts";
import { verifyMoney } from "../../core/hub/verify-money.ts";
import { accountHome } from "../../core/ids.ts";
import type { Sql } from "../../core/ports.ts";
import { isRefusal } from "../../core/refusal.ts";
import { parkedRows } from "../../core/store/outbox.ts";
import { refundAskedOf } from "../../core/store/refunds-asked.ts";
import type { OpenedStore } from "../placements.ts";
import { ana, Town } from "../town.ts";

const home = accountHome("1001");
const phone = "+15550100001";

/** A household with six dollars that has paid twenty more by card. */
export async function paidByCard(opened: OpenedStore, isSettled = true) {
  const town = new Town(opened);
  await town.found();
  await town.enrol(ana);
  await town.text(phone, "PAY 20");
  const digit = /Reply (\d)/.exec(town.textsTo(phone).at(-1) ?? "")?.[1];
  await town.text(phone, must(digit, "a digit is asked for"));
  const request = must(town.world.charged.at(-1), "a charge was sent");
  if (isSettled) await town.settleCharge(request, "succeeded");
  const { paymentId } = request;
  const act = <Result>(work: (sql: Sql) => Result): Promise<Result> =>
    town.hub.store.transact<Result>(home, (sql) => work(sql) as never);
  const now = () => town.hub.clock.now();
  return {
    town,
    paymentId,
    act,
    /** What asking came to, in a word. */
    ask: async (given: Partial<AskRefund> = {}, at = home): Promise<string> => {
      const asked: AskRefund = {
        refundId: "r1",
        paymentId,
        amountMinor: 700,
        currency: "USD",
        reason: "moved_out",
        actor: "api",
        channel: "counter",
        ...given,
      };
      const came = await town.hub.store.transact<ReturnType<typeof askRefund>>(at, (sql) =>
        askRefund(sql, now(), at, asked),
      );
      return isRefusal(came) ? came.code : came.kind;
    },
    hear: (given: Partial<Parameters<typeof noteRefund>[3]> = {}) =>
      act((sql) =>
        noteRefund(sql, now(), home, {
          paymentId,
          refundId: "re-r1",
          key: "event",
          actor: "stripe",
          state: "succeeded",
          amountMinor: 700,
          askedId: "r1",
          ...given,
        }),
      ),
    dispute: (state: "open" | "won") =>
      act((sql) =>
        noteDispute(sql, now(), home, {
          paymentId,
          disputeId: "dp-1",
          key: `dispute-${state}`,
          actor: "stripe",
          state,
          amountMinor: 2_000,
          reason: "fraudulent",
        }),
      ),
    giveBack: () =>
      act((sql) =>
        returnPayment(sql, now(), home, { paymentId, key: "r", reason: "R01", actor: "api" }),
      ),
    asked: (id = "r1") => act((sql) => refundAskedOf(sql, home, id)),
    parked: () => act((sql) => parkedRows(sql, 10).map(({ target, code }) => [target, code])),
    /** The balance and what the processor holds, in cents, once the books are found in order. */
    standing: () =>
      act((sql) => {
        expect([...verifyLedger(sql, home).problems, ...verifyMoney(sql)]).toEqual([]);
        const held = sql.get<{ units: number }>(
          "SELECT posted_units AS units FROM ledger_balance WHERE home = ?1 AND account = 'clearing.simulated'",
          [home],
        );
        return [balancesAt(sql, home).balanceUnits / 10_000, (held?.units ?? 0) / 10_000];
      }),
  };
}
