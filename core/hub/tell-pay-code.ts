import { type OfferResult, PAY_CODE_DAYS, PAY_CODE_USES } from "../conversation/offered.ts";
import { accountHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Hub, Sql } from "../ports.ts";
import { isRefusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { makePayCode } from "./make-pay-code.ts";
import type { TextPayLink } from "./text-pay-link.ts";
import { mustSettings } from "./settings.ts";
import { tellLine } from "./tell-line.ts";

/** The code's owner is told it at the line that asked, and nobody else ever is. */
export type TellPayCode = TextPayLink;

/** Makes a code by which others pay, at the utility's home, and has it told where it was asked for. */
export async function tellPayCode(
  hub: Hub,
  now: Now,
  at: Arrival,
  input: TellPayCode,
): Promise<{ readonly kind: "made" | "refused" | "seen" }> {
  const home = accountHome(input.accountId);
  const isClosed = await hub.store.read(
    home,
    (sql) => (accountAt(sql, home)?.closedAtMs ?? null) !== null,
  );
  const chance = chanceOf(hub.makeId());
  return hub.store.transact(at.home, (sql) =>
    tellCode(sql, now, at, { ...input, isClosed, chance }),
  );
}

/** Hex digits of an id that a code is made of: 48 bits, so that no code is likelier than another. */
const CHANCE_DIGITS = 12;
const CHANCES = 1_000_000_000;

/** Nine digits from an id that is chance. */
function chanceOf(id: string): string {
  const hex = id.replaceAll(/[^0-9a-f]/g, "").slice(0, CHANCE_DIGITS);
  return String(Number.parseInt(`0${hex}`, 16) % CHANCES).padStart(9, "0");
}

function tellCode(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: TellPayCode & { readonly isClosed: boolean; readonly chance: string },
): { readonly kind: "made" | "refused" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { accountId, label, amountMinor, channel, isClosed, chance } = input;
  const asked = { accountId, capMinor: amountMinor, uses: PAY_CODE_USES, days: PAY_CODE_DAYS };
  const made = isClosed
    ? refuse("account_closed", "the account is closed")
    : makePayCode(sql, now, at.home, { ...asked, chance, actor: "customer" });
  const { zone } = mustSettings(sql, now.serviceMs).settings;
  const result: OfferResult = {
    task: "offer",
    what: "pay_code",
    label,
    amountMinor,
    ...(isRefusal(made)
      ? { outcome: "refused" }
      : { outcome: "done", code: made.code, untilAtMs: made.expiresAtMs, zone }),
  };
  tellLine(sql, now, { home: at.home, id: at.key }, { asker: input, result, part: "told" });
  if (!isRefusal(made)) return { kind: "made" };
  recordHappening(sql, now, beginHappening(sql, at.home), {
    kind: "offer-refused",
    actor: "customer",
    channel,
    cause: at.key,
    facts: { what: "pay_code", code: made.code },
  });
  return { kind: "refused" };
}
