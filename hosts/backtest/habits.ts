/** How the customer of a household pays and can be reached: drawn by seed, and the same under every pack. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import { seeded } from "../../core/seeded.ts";
import type { Household, Protection } from "../../core/supply/protect.ts";
import type { Tender } from "../../core/supply/policy.ts";
import type { Calendar } from "./calendar.ts";
import type { RealHome } from "./home.ts";

export interface Habits {
  /** `told`: pays when told that the balance is low, else when in the dark. `dark`: only when in the dark. */
  readonly pays: "told" | "dark";
  readonly tender: Extract<Tender, "card" | "cash" | "bank">;
  /** How long until they pay, at most. */
  readonly toldWithinMs: number;
  readonly darkWithinMs: number;
  /** Of a thousand paydays those on which they top up whatever the balance. */
  readonly paydayPerMille: number;
  readonly isReachable: boolean;
  readonly people: Household;
  readonly protections: readonly Protection[];
}

/** A household of a run: a real home, some weeks earlier or later, and its customer. */
export interface Tenant {
  readonly id: string;
  readonly home: RealHome;
  readonly shiftWeeks: number;
  readonly habits: Habits;
}

/** Of a hundred customers those who pay when told. */
export const TOLD_PER_CENT = 80;
/** Of a hundred: those who pay by card, and by cash; the others by bank debit. */
export const CARD_PER_CENT = 70;
export const CASH_PER_CENT = 20;
/** Of a thousand: those whom no message reaches, the ill with a certificate, the disabled, those with a member of 65 to 94. */
export const UNREACHABLE_PER_MILLE = 20;
export const MEDICAL_PER_MILLE = 30;
export const DISABLED_PER_MILLE = 40;
export const AGED_PER_MILLE = 150;
export const CERTIFICATE_DAYS = 90;
export const TOLD_HOURS_MAX = 12;
export const DARK_HOURS_MAX = 36;
export const PAYDAY_PER_MILLE = 150;
/** Weeks by which a household may live before or after its home. */
export const SHIFT_WEEKS_MAX = 4;

/** Who pays at once when told or when in the dark, by card, and whom nothing protects: the customer of the research. */
export function plainHabits(pays: Habits["pays"]): Habits {
  return {
    pays,
    tender: "card",
    toldWithinMs: 5 * MINUTE_MS,
    darkWithinMs: 5 * MINUTE_MS,
    paydayPerMille: 0,
    isReachable: true,
    people: { oldestYears: null, isDisabled: false },
    protections: [],
  };
}

function drawnHabits(seed: number, id: string, calendar: Calendar): Habits {
  const chance = seeded("habits", seed, id);
  const tender = chance.below(100);
  const days = Math.max(1, calendar.days);
  return {
    pays: chance.below(100) < TOLD_PER_CENT ? "told" : "dark",
    tender:
      tender < CARD_PER_CENT ? "card" : tender < CARD_PER_CENT + CASH_PER_CENT ? "cash" : "bank",
    toldWithinMs: (1 + chance.below(TOLD_HOURS_MAX)) * HOUR_MS,
    darkWithinMs: (1 + chance.below(DARK_HOURS_MAX)) * HOUR_MS,
    paydayPerMille: PAYDAY_PER_MILLE,
    isReachable: !chance.chance(UNREACHABLE_PER_MILLE),
    people: {
      oldestYears: chance.chance(AGED_PER_MILLE) ? 65 + chance.below(30) : 30 + chance.below(35),
      isDisabled: chance.chance(DISABLED_PER_MILLE),
    },
    protections: chance.chance(MEDICAL_PER_MILLE)
      ? [certificate(calendar.beginsMs + chance.below(days) * DAY_MS)]
      : [],
  };
}

function certificate(fromMs: number): Protection {
  return { kind: "medical", fromMs, untilMs: fromMs + CERTIFICATE_DAYS * DAY_MS, liftUnits: 0 };
}

/** Each real home once, or so many households drawn from them with replacement. */
export function tenantsOf(
  homes: readonly RealHome[],
  calendar: Calendar,
  { seed, count }: { readonly seed: number; readonly count: number | null },
): Tenant[] {
  if (count === null) {
    return homes.map((home) => {
      return { id: home.id, home, shiftWeeks: 0, habits: drawnHabits(seed, home.id, calendar) };
    });
  }
  const digits = String(count).length;
  return Array.from({ length: count }, (_, at) => {
    const id = `h${String(at + 1).padStart(digits, "0")}`;
    const chance = seeded("household", seed, id);
    const home = homes[chance.below(homes.length)] as RealHome;
    const shiftWeeks = chance.below(2 * SHIFT_WEEKS_MAX + 1) - SHIFT_WEEKS_MAX;
    return { id, home, shiftWeeks, habits: drawnHabits(seed, id, calendar) };
  });
}

/** Each home as four customers who pay when told and one who does not: exactly four fifths do. */
export function plainTenants(homes: readonly RealHome[]): Tenant[] {
  return homes.flatMap((home) =>
    Array.from({ length: 5 }, (_, at): Tenant => {
      const habits = plainHabits(at < 4 ? "told" : "dark");
      return { id: `${home.id}/${String(at + 1)}`, home, shiftWeeks: 0, habits };
    }),
  );
}
