import type { Plan } from "../../core/rating/plan.ts";

const day = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0 : 1));
const year = Array.from({ length: 12 }, () => day);

/** Before noon 10 cents to 3 kWh and 20 above; after it 30 cents, whatever was used. */
export const smallPlan: Plan = {
  commodity: "electricity",
  unit: "kWh",
  zone: "UTC",
  billMonths: 1,
  priceScale: 9,
  periods: [
    [
      { price: "0.1", bound: "3", isDaily: false },
      { price: "0.200000001", bound: null, isDaily: false },
    ],
    [{ price: "0.3", bound: null, isDaily: false }],
  ],
  weekday: year,
  weekend: year,
  holidays: [],
  tierScope: "total",
  tierReset: "bill",
  restartsTiers: false,
  fixed: [],
  minimum: null,
  percent: [],
};
