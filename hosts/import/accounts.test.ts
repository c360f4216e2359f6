import { describe, expect, it } from "vitest";
import { must } from "../../core/assert.ts";
import { readConfiguration, type UtilityConfiguration } from "../configuration.ts";
import { accountColumns } from "./account-line.ts";
import { readAccounts } from "./accounts.ts";
import { readTable } from "./table.ts";
import { configurationFile, sampleAccounts } from "../node/commands/init-files.ts";

function utilityOf(file: string): UtilityConfiguration {
  const configured = readConfiguration(file);
  if (configured.kind === "refused") throw new Error(JSON.stringify(configured.problems));
  return must(configured.configuration.utilities[0], "a utility");
}

const utility = utilityOf(configurationFile);

function read(text: string, of: UtilityConfiguration = utility) {
  const table = readTable(new TextEncoder().encode(text), accountColumns);
  expect(table.refused).toEqual([]);
  const { records, refused } = readAccounts(table.rows, of);
  return {
    records,
    refused: refused.map(({ line, column, code }) => `${String(line)} ${String(column)} ${code}`),
  };
}

const names = Object.keys(accountColumns);
const good = {
  account: "A-1",
  name: "Ana Ortiz",
  phone: "202-555-0141",
  address: "Oak St 12",
  commodity: "electricity",
  meter: "E-1",
  tariff: "home",
  mode: "prepaid",
  moved_in: "2026-03-01",
};

/** A file of lines, each the good one with some cells changed. */
function fileOf(...changes: readonly Readonly<Record<string, string>>[]): string {
  const lines = changes.map((change) => {
    const cells: Readonly<Record<string, string>> = { ...good, ...change };
    return names.map((name) => `"${cells[name] ?? ""}"`).join(",");
  });
  return [names.join(","), ...lines].join("\n");
}

describe("readAccounts", () => {
  it("reads the sample that init writes", () => {
    const { records, refused } = read(sampleAccounts("2026-03-01"));
    expect(refused).toEqual([]);
    expect(records.map(({ accountId, services }) => [accountId, services.length])).toEqual([
      ["A-1001", 2],
      ["A-1002", 1],
      ["A-1003", 1],
    ]);
    expect(records[0]).toEqual({
      line: 2,
      accountId: "A-1001",
      customerId: "A-1001",
      name: "Ana Ortiz",
      language: "es",
      mode: "prepaid",
      openingUnits: 35_000_000,
      label: "Oak St 12",
      zone: "America/New_York",
      contacts: [{ phone: "+12025550141", texts: "granted", source: "paper form 2026-03-01" }],
      methods: [{ token: "tok_sample_1", brand: "Visa", last4: "4242" }],
      services: [
        {
          line: 2,
          commodity: "electricity",
          meterId: "E-5001",
          remoteSwitch: true,
          tariffId: "home-electricity",
          address: "Oak St 12",
          zone: "America/New_York",
          movedInDay: "2026-03-01",
        },
        {
          line: 3,
          commodity: "water",
          meterId: "W-7001",
          remoteSwitch: true,
          tariffId: "home-water",
          address: "Oak St 12",
          zone: "America/New_York",
          movedInDay: "2026-03-01",
        },
      ],
    });
    expect(records[1]?.contacts.map(({ phone }) => phone)).toEqual([
      "+12025550142",
      "+12025550143",
    ]);
  });

  it.each([
    [{ balance: "-3.50" }, { openingUnits: -3_500_000 }],
    [{ balance: "0.123456" }, { openingUnits: 123_456 }],
    [{ language: "es" }, { language: "es" }],
    [{ customer: "C-9" }, { customerId: "C-9" }],
    [{ mode: "postpay" }, { mode: "postpay" }],
    [{ zone: "America/Chicago" }, { zone: "America/Chicago" }],
    [{ phone: "" }, { contacts: [] }],
    [{ phone: "2025550141 | +1 202 555 0141" }, { contacts: [{ phone: "+12025550141" }] }],
    [{ texts: "NO" }, { contacts: [{ texts: "none", source: null }] }],
    [{ texts: "Yes", texts_source: "call" }, { contacts: [{ texts: "granted", source: "call" }] }],
    [{ card: "tok.1 American Express 0005" }, { methods: [{ brand: "American Express" }] }],
    [
      { card: "tok_1 Visa 4242; tok_2 Visa 1881" },
      { methods: [{ token: "tok_1" }, { token: "tok_2" }] },
    ],
    [{ card: "pm_1234567890123456 Visa 4242" }, { methods: [{ token: "pm_1234567890123456" }] }],
    [{ remote_switch: "no" }, { services: [{ remoteSwitch: false }] }],
    [{ commodity: "Water" }, { services: [{ commodity: "water" }] }],
  ])("reads %j", (change, expected) => {
    const { records, refused } = read(fileOf(change));
    expect(refused).toEqual([]);
    expect(records).toMatchObject([expected]);
  });

  it.each([
    [{ account: "" }, "account missing"],
    [{ account: "A 1" }, "account bad_id"],
    [{ account: "a/b" }, "account bad_id"],
    [{ account: "x".repeat(65) }, "account bad_id"],
    [{ customer: "C:1" }, "customer bad_id"],
    [{ name: "" }, "name missing"],
    [{ name: "x".repeat(101) }, "name too_long"],
    [{ phone: "555" }, "phone not_a_phone"],
    [{ phone: "202-555-0141; none" }, "phone not_a_phone"],
    [{ phone: "202-555-0141 x5" }, "phone has_extension"],
    [
      { phone: Array.from({ length: 9 }, (_, i) => `202-555-014${String(i)}`).join(";") },
      "phone too_many",
    ],
    [{ language: "fr" }, "language unknown_language"],
    [{ address: "" }, "address missing"],
    [{ address: "x".repeat(61) }, "address too_long"],
    [{ zone: "Nowhere" }, "zone unknown_zone"],
    [{ commodity: "" }, "commodity unknown_commodity"],
    [{ commodity: "steam" }, "commodity unknown_commodity"],
    [{ meter: "" }, "meter missing"],
    [{ meter: "m,1" }, "meter bad_id"],
    [{ tariff: "" }, "tariff missing"],
    [{ mode: "" }, "mode bad_mode"],
    [{ mode: "Prepaid!" }, "mode bad_mode"],
    [{ balance: "ten" }, "balance not_a_decimal"],
    [{ balance: "1,000.00" }, "balance not_a_decimal"],
    [{ balance: "$10" }, "balance not_a_decimal"],
    [{ balance: "1.0000001" }, "balance too_many_decimals"],
    [{ balance: "99999999999" }, "balance too_large"],
    [{ balance: "400000000.000001" }, "balance too_large"],
    [{ balance: "-400000000.000001" }, "balance too_large"],
    [{ card: "4242424242424242" }, "card card_number"],
    [{ card: "4242 4242 4242 4242" }, "card card_number"],
    [{ card: "tok_1 Visa 4242-4242-4242-4242" }, "card card_number"],
    [{ card: "tok_1 Visa" }, "card bad_card"],
    [{ card: "Visa 4242" }, "card bad_card"],
    [{ moved_in: "" }, "moved_in bad_day"],
    [{ moved_in: "03/01/2026" }, "moved_in bad_day"],
    [{ moved_in: "2026-02-30" }, "moved_in bad_day"],
    [{ moved_in: "1926-02-03" }, "moved_in bad_day"],
    [{ texts: "maybe" }, "texts bad_texts"],
    [{ texts: "yes" }, "texts_source missing"],
    [{ texts: "yes", texts_source: "call", phone: "" }, "phone missing"],
    [{ remote_switch: "maybe" }, "remote_switch bad_remote_switch"],
  ])("refuses %j", (change, expected) => {
    const { records, refused } = read(fileOf(change));
    expect(refused).toContain(`2 ${expected}`);
    expect(records).toEqual([]);
  });

  it("gives every wrong cell of a line", () => {
    const { refused } = read(fileOf({ name: "", phone: "1", mode: "x", moved_in: "" }));
    expect(refused).toEqual([
      "2 moved_in bad_day",
      "2 name missing",
      "2 mode bad_mode",
      "2 phone not_a_phone",
    ]);
  });

  it("takes an account whole or not at all", () => {
    const { records, refused } = read(
      fileOf(
        {},
        { commodity: "water", meter: "W-1", moved_in: "soon" },
        { commodity: "gas", meter: "G-1" },
        { account: "A-2", meter: "E-2" },
      ),
    );
    expect(records.map(({ accountId }) => accountId)).toEqual(["A-2"]);
    expect(refused).toEqual([
      "3 moved_in bad_day",
      "2 null account_refused",
      "4 null account_refused",
    ]);
  });

  it.each([
    [{ name: "Ana Diaz" }, "name"],
    [{ mode: "postpay" }, "mode"],
    [{ phone: "202-555-0199" }, "phone"],
    [{ balance: "5" }, "balance"],
    [{ language: "es" }, "language"],
    [{ card: "tok_9 Visa 1111" }, "card"],
  ])("refuses a later line that contradicts the first by %j", (change, column) => {
    const { refused } = read(fileOf({}, { commodity: "water", meter: "W-1", ...change }));
    expect(refused).toEqual([`3 ${column} contradicts`, "2 null account_refused"]);
  });

  it("refuses a meter that stands twice, in one account or two", () => {
    expect(read(fileOf({}, { account: "A-2" })).refused).toEqual(["3 meter duplicate_meter"]);
    expect(read(fileOf({}, {})).refused).toEqual([
      "3 meter duplicate_meter",
      "2 null account_refused",
    ]);
  });

  it("reads national numbers and amounts as the utility's own", () => {
    const yen = configurationFile
      .replace('"USD"', '"JPY"')
      .replace('"US"', '"JP"')
      .replaceAll(/"(\d+)\.\d\d"/g, '"$1"');
    const { records, refused } = read(
      fileOf({ phone: "03-1234-5678", balance: "500" }),
      utilityOf(yen),
    );
    expect(refused).toEqual([]);
    expect(records).toMatchObject([
      { openingUnits: 5_000_000, contacts: [{ phone: "+81312345678" }] },
    ]);
    const wrong = read(fileOf({ phone: "", balance: "0.00001" }), utilityOf(yen));
    expect(wrong.refused).toEqual(["2 balance too_many_decimals"]);
  });

  it("reads 100,000 lines without losing one", () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => {
      const id = String(index);
      return `A-${id},N,202-555-${id.padStart(4, "0").slice(-4)},"St ${id}, x",electricity,M-${id},t,prepaid,2026-01-01`;
    });
    const header = "account,name,phone,address,commodity,meter,tariff,mode,moved_in";
    const { records, refused } = read([header, ...lines].join("\r\n"));
    expect(refused).toEqual([]);
    expect(records).toHaveLength(100_000);
    expect(records.at(-1)).toMatchObject({ line: 100_001, accountId: "A-99999" });
    // A loaded machine takes several times the three seconds of an idle one.
  }, 60_000);
});
