import { PAY_CODE_DAYS, PAY_CODE_USES } from "../conversation/offered.ts";
import { accountHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Hub, Sql } from "../ports.ts";
import { isRefusal, refuse } from "../refusal.ts";
import { accountAt } from "../store/accounts.ts";
import { takeKey } from "../store/inbox.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { makePayCode } from "./make-pay-code.ts";
import type { TextPayLink } from "./text-pay-link.ts";
import { mustSettings } from "./settings.ts";
import { tellOffered } from "./tell-offered.ts";

/** The code's owner is told it at the line that asked, and nobody else ever is. */
export type TellPayCode = TextPayLink;

/** Makes a code by which others pay, at the utility's home, and has it told where it was asked for. */
export async function tellPayCode(
  hub: Hub,
  now: Now,
  at: Arrival,
  input: TellPayCode,
): Promise<{ readonly kind: "done" | "refused" | "seen" }> {
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
): { readonly kind: "done" | "refused" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { accountId, label, amountMinor, isClosed, chance } = input;
  const asked = { accountId, capMinor: amountMinor, uses: PAY_CODE_USES, days: PAY_CODE_DAYS };
  const made = isClosed
    ? refuse("account_closed", "the account is closed")
    : makePayCode(sql, now, at.home, { ...asked, chance, actor: "customer" });
  const { zone } = mustSettings(sql, now.serviceMs).settings;
  const about = { what: "pay_code", label, amountMinor } as const;
  const came = isRefusal(made) ? made : { code: made.code, untilAtMs: made.expiresAtMs, zone };
  return tellOffered(sql, now, at, { asker: input, about, came });
}
