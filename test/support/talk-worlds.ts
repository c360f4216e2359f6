/** What may be true while a walk of the machine is taken. */
import type { Facts } from "../../core/conversation/facts.ts";
import {
  amex,
  elm,
  elmDue,
  oak,
  oakOff,
  oakPlanned,
  oakOpen,
  STAGE_MS,
  visa,
} from "./stage-accounts.ts";
import { factsWith } from "./stages.ts";

/** What a call of the utility's own may be about. */
const notice = {
  utility: "Bluewater",
  key: "notice_low",
  label: "Oak St",
  currency: "USD",
  balanceUnits: 1_000_000,
  stayOnMinor: 900,
  offAfterMs: STAGE_MS,
  zone: "America/Chicago",
} as const;

/** Of which a plan is offered, with all that may be agreed to beside it, and nothing is taken for old debt meanwhile. */
const oakTold = { ...oakOpen, split: oak.split, emergencyOfferUnits: null };

/** What may be true in a turn; it may change from one turn to the next. */
export const worlds: readonly Facts[] = [
  factsWith(
    [oakTold],
    { sent: [{ code: "123456", atMs: STAGE_MS }], notice },
    { textNumber: "+15550009999" },
  ),
  factsWith([{ ...oakPlanned, supply: "on", outage: { sinceMs: STAGE_MS, backAtMs: null } }]),
  factsWith([{ ...oakOff, emergencyOfferUnits: 10_000_000 }, elm]),
  factsWith([{ ...oakOpen, methods: [visa, amex] }], {
    proved: true,
    consent: "granted",
    calls: "granted",
  }),
  factsWith([oak], { proved: true, consent: "revoked" }, { agentNumber: "+15550001999" }),
  factsWith([{ ...oak, methods: [] }], { proved: true }, { payConnector: "northside" }),
  factsWith([{ ...oak, limits: { minMinor: 2500, maxMinor: 20_000, dailyLeftMinor: 30_000 } }], {
    proved: true,
  }),
  factsWith([{ ...oak, limits: { minMinor: 500, maxMinor: 1500, dailyLeftMinor: 30_000 } }], {
    proved: true,
  }),
  factsWith([{ ...oak, limits: { minMinor: 500, maxMinor: 20_000, dailyLeftMinor: 1500 } }], {
    proved: true,
  }),
  factsWith([{ ...oak, limits: { minMinor: 500, maxMinor: 20_000, dailyLeftMinor: 400 } }], {
    proved: true,
  }),
  factsWith([{ ...elm, methods: [] }], { proved: true, takesTexts: true }, { linksPay: true }),
  factsWith([elmDue, { ...elmDue, accountId: "ash", label: "Ash Ct" }], { proved: true }),
  factsWith([], { toldFor: [{ accountId: "ash", label: "Ash Ct", state: "asked" }] }),
];
