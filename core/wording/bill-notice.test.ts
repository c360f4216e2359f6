import { describe, expect, it } from "vitest";
import { sentence } from "./sentence.ts";

const oak = { utility: "Bluewater", label: "Oak St 12", currency: "USD" };
/** A fraction of a cent is owed as a cent. */
const bill = {
  key: "notice_bill",
  dueUnits: 45_671_234,
  dueAtMs: Date.UTC(2026, 10, 22, 20, 15),
  zone: "America/Chicago",
} as const;

describe("a notice of a bill", () => {
  it.each([
    [
      "a new bill: amount, day, how, help",
      { ...oak, ...bill, stage: "billed" },
      "Bluewater: Oak St 12: new bill, $45.68 due Nov 22. Text PAY 45.68. HELP for help.",
    ],
    [
      "a bill that is late",
      { ...oak, ...bill, stage: "overdue" },
      "Bluewater: Oak St 12: bill of $45.68 was due Nov 22. Text PAY 45.68. HELP for help.",
    ],
    [
      "the last notice of it",
      { ...oak, ...bill, stage: "final_notice" },
      "Bluewater: Oak St 12: last notice, $45.68 was due Nov 22. Text PAY 45.68. HELP for help.",
    ],
  ] as const)("%s", (_, prompt, expected) => {
    expect(sentence(prompt, "en")).toBe(expected);
  });

  it.each([
    [
      "billed",
      "Bluewater: Oak St 12: factura nueva, $45.68, vence el 22 nov. Mande PAGAR 45.68. HELP: ayuda.",
    ],
    [
      "reminded",
      "Bluewater: Oak St 12: recordatorio, $45.68, vencidos el 22 nov. Mande PAGAR 45.68. HELP: ayuda.",
    ],
  ] as const)("in Spanish: %s", (stage, expected) => {
    expect(sentence({ ...oak, ...bill, stage }, "es")).toBe(expected);
  });
});
