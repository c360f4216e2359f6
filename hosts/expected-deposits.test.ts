import { expect, it } from "vitest";
import { must } from "../core/assert.ts";
import { currencyOf } from "../core/money.ts";
import { expectedDeposits } from "./expected-deposits.ts";
import type { SettledUtility } from "./settle.ts";

const currency = must(currencyOf("USD"), "USD");

type Tender = SettledUtility["report"]["tenders"][number];

const line = (given: Partial<Tender>): Tender => ({
  tender: "card",
  holder: "stripe",
  channel: "sms",
  gross: "0.000000",
  fees: "0.000000",
  refunds: "0.000000",
  disputes: "0.000000",
  returns: "0.000000",
  moved: "0.000000",
  net: "0.000000",
  ...given,
});

const tenders = [
  line({ net: "20.000000" }),
  line({ channel: "processor", net: "-15.880000", moved: "-15.000000" }),
  line({ tender: "bank", holder: "", channel: "processor", net: "15.000000", moved: "15.000000" }),
  line({ tender: "bank", holder: "", channel: "agency", net: "7.000000" }),
  line({ tender: "cash", holder: "desk-1", net: "30.000000" }),
];

function expected(processors: readonly string[]) {
  const clearing = processors.map((processor) => ({ processor }));
  const found = expectedDeposits("2026-11-25", { report: { tenders }, clearing }, currency);
  return Object.fromEntries(found.map(({ holder, amountMinor }) => [holder, amountMinor]));
}

it("are a processor's payouts where its own books are read, each once", () => {
  expect(expected(["stripe"])).toEqual({ stripe: 1_500, bank: 700, "desk-1": 3_000 });
});

it("are what a processor took in where they are not", () => {
  expect(expected(["other"])).toEqual({ stripe: 412, bank: 700, "desk-1": 3_000 });
});
