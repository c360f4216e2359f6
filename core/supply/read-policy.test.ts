import { describe, expect, it } from "vitest";
import { must } from "../assert.ts";
import { currencyOf } from "../money.ts";
import { usualSupplyPolicy } from "./policy.ts";
import { readSupplyPolicy } from "./read-policy.ts";

const dollar = must(currencyOf("USD"), "USD");
const yen = must(currencyOf("JPY"), "JPY");
const window = { days: ["mon"], from: "08:00", to: "15:00" };

describe("a supply policy", () => {
  it("is the usual one where nothing is said", () => {
    expect(readSupplyPolicy({}, dollar)).toEqual(usualSupplyPolicy);
  });

  it("is read whole", () => {
    const raw = {
      disconnect: "-5.00",
      reconnect: "10",
      data_age_hours: 36,
      notice_hours: 0,
      window: [window, { days: ["fri", "sun"], from: "22:00", to: "06:00" }],
      holidays: ["2026-12-25"],
      pending_hold_minutes: { card: 5, check: 60 },
    };
    expect(readSupplyPolicy(raw, dollar)).toEqual({
      ...usualSupplyPolicy,
      disconnectLevelUnits: -5_000_000,
      reconnectLevelUnits: 10_000_000,
      dataAgeMaxMs: 129_600_000,
      noticeMs: 0,
      allowed: [
        { days: [1], fromMinute: 480, toMinute: 900 },
        { days: [5, 0], fromMinute: 1320, toMinute: 360 },
      ],
      holidays: ["2026-12-25"],
      pendingPaymentHoldMs: {
        card: 300_000,
        bank: 432_000_000,
        cash: 86_400_000,
        check: 3_600_000,
      },
    });
  });

  it("reconnects where it disconnects, in the currency's own scale, unless told otherwise", () => {
    const policy = readSupplyPolicy({ disconnect: "500" }, yen);
    expect(policy).toMatchObject({
      disconnectLevelUnits: 5_000_000,
      reconnectLevelUnits: 5_000_000,
    });
  });

  it.each([
    ["no table", null, "not_a_table"],
    ["a list", [], "not_a_table"],
    ["a misspelt name", { reconect: "10" }, "unknown_name"],
    ["a bare number", { disconnect: 0 }, "not_a_decimal"],
    ["an exponent", { disconnect: "1e3" }, "not_a_decimal"],
    ["more decimals than the ledger has", { reconnect: "0.0000001" }, "too_many_decimals"],
    ["more than the ledger holds", { reconnect: "99999999999" }, "too_large"],
    ["levels that cross", { disconnect: "1", reconnect: "0.99" }, "reconnect_below_disconnect"],
    ["a reconnect level below the usual", { reconnect: "-1" }, "reconnect_below_disconnect"],
    ["half hours", { data_age_hours: 1.5 }, "not_whole"],
    ["hours as text", { notice_hours: "24" }, "not_whole"],
    ["no age at all", { data_age_hours: 0 }, "out_of_range"],
    ["data of last year", { data_age_hours: 9_000 }, "out_of_range"],
    ["notice before its time", { notice_hours: -1 }, "out_of_range"],
    ["one window without a list", { window }, "not_a_list"],
    ["a window that is none", { window: ["always"] }, "not_a_table"],
    ["a window with more to it", { window: [{ ...window, zone: "UTC" }] }, "unknown_name"],
    ["a window without days", { window: [{ ...window, days: [] }] }, "empty_hours"],
    ["a window that forgets its days", { window: [{ from: "08:00", to: "15:00" }] }, "empty_hours"],
    ["a window of no length", { window: [{ ...window, to: "08:00" }] }, "empty_hours"],
    ["a window from the day's end", { window: [{ ...window, from: "24:00" }] }, "empty_hours"],
    ["a day of another language", { window: [{ ...window, days: ["lun"] }] }, "not_a_weekday"],
    ["a day by number", { window: [{ ...window, days: [1] }] }, "not_a_weekday"],
    ["eight days", { window: [{ ...window, days: Array(8).fill("mon") }] }, "too_many"],
    ["a time without its zero", { window: [{ ...window, from: "8:00" }] }, "not_a_time"],
    ["a time past the day", { window: [{ ...window, to: "24:01" }] }, "not_a_time"],
    ["a window without end", { window: [{ days: ["mon"], from: "08:00" }] }, "not_a_time"],
    ["51 windows", { window: Array.from({ length: 51 }, () => window) }, "too_many"],
    ["holidays as text", { holidays: "2026-12-25" }, "not_a_list"],
    ["a day that does not exist", { holidays: ["2026-02-30"] }, "not_a_day"],
    ["a day the other way round", { holidays: ["25-12-2026"] }, "not_a_day"],
    ["201 holidays", { holidays: Array(201).fill("2026-12-25") }, "too_many"],
    ["a tender we do not know", { pending_hold_minutes: { crypto: 5 } }, "unknown_tender"],
    ["a hold for ever", { pending_hold_minutes: { card: 50_000 } }, "out_of_range"],
    ["a hold by text", { pending_hold_minutes: { card: "5" } }, "not_whole"],
    ["a hold for all tenders", { pending_hold_minutes: 60 }, "not_a_table"],
  ])("with %s is refused", (_, raw, code) => {
    expect(readSupplyPolicy(raw, dollar)).toMatchObject({ kind: "refused", code });
  });
});
