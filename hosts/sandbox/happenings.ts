/** What happened in the town and what it comes to, read from the reporting database and from nothing else. */
import type { HappeningView, TotalsView } from "../../channels/simulated/protocol.ts";
import { must } from "../../core/assert.ts";
import { HOUR_MS, localTime } from "../../core/instant.ts";
import { currencyOf, unitsToMinorFloor } from "../../core/money.ts";
import { moneyText } from "../../core/wording/money-text.ts";
import type { Reports, ReportValue } from "../ship-journal.ts";

/** A screen shows no more. */
const HAPPENINGS_MAX = 40;
/** The town has one currency. */
const CURRENCY = "USD";

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

type Row = Readonly<Record<string, ReportValue>>;

/** Whose rows are asked for: the index of the journal begins with the utility. */
const here = "utility IN (SELECT each.value FROM json_each(?) AS each)";

/** The newest happenings of these utilities, newest first, by the clock of a zone. */
export async function viewHappenings(
  reports: Reports,
  utilityIds: readonly string[],
  zone: string,
): Promise<HappeningView[]> {
  const rows = await reports.read({
    text: `SELECT utility, home, sequence, kind, channel, effective_at_ms AS atMs, facts ->> '$.amountUnits' AS amountUnits,
        facts ->> '$.position' AS position, facts ->> '$.notice' AS notice, facts ->> '$.supply[0].wanted' AS wanted
      FROM journal
      WHERE ${here} AND home LIKE 'account:%' AND (
        kind IN ('payment-settled', 'payment-declined', 'payment-refused', 'payment-unresolved', 'payment-returned',
          'payment-refunded', 'dispute-opened', 'dispute-won', 'dispute-lost', 'switch-confirmed',
          'switch-command-sent', 'notice-sent', 'notice-refused')
        OR kind = 'switch-looked-at' AND facts ->> '$.supply[0].from' LIKE 'turning%'
          AND facts ->> '$.supply[0].state' <> facts ->> '$.supply[0].wanted')
      ORDER BY recorded_at_ms DESC, sequence DESC LIMIT ${String(HAPPENINGS_MAX)}`,
    values: [JSON.stringify(utilityIds)],
  });
  return rows.map((row) => viewHappening(row, zone));
}

function viewHappening(row: Row, zone: string): HappeningView {
  const home = textOf(row, "home");
  const { weekday, hour, minute } = localTime(zone, Number(row["atMs"]));
  const time = `${String(hour % 12 || 12)}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
  return {
    id: `${textOf(row, "utility")}/${home}/${textOf(row, "sequence")}`,
    at: `${weekdays[weekday] ?? ""} ${time}`,
    accountId: home.slice("account:".length),
    ...said(row),
  };
}

function said(row: Row): Pick<HappeningView, "tone" | "words"> {
  switch (textOf(row, "kind")) {
    case "payment-settled":
      return {
        tone: "money",
        words: `Paid ${money(row["amountUnits"])}${by(textOf(row, "channel"))}`,
      };
    case "payment-declined":
      return { tone: "wrong", words: "Card declined" };
    case "payment-refused":
      return { tone: "wrong", words: "Payment refused" };
    case "payment-unresolved":
      return { tone: "wrong", words: "Payment without an answer yet" };
    case "payment-returned":
      return { tone: "wrong", words: "A payment came back: it is owed again" };
    case "payment-refunded":
      return { tone: "money", words: "A card payment was given back" };
    case "dispute-opened":
      return { tone: "wrong", words: "The customer's bank disputes a payment: the money is held" };
    case "dispute-won":
      return { tone: "money", words: "The bank let the payment stand" };
    case "dispute-lost":
      return { tone: "wrong", words: "The bank took the payment back" };
    case "switch-command-sent":
      return row["wanted"] === "off"
        ? { tone: "told", words: "Meter told to open its switch" }
        : { tone: "told", words: "Meter told to close its switch" };
    case "switch-looked-at":
      return { tone: "wrong", words: "The meter was asked: its switch has not moved" };
    case "switch-confirmed":
      return confirmed(row["position"]);
    case "notice-refused":
      return { tone: "wrong", words: `Could not be told: ${noticeWords(row["notice"])}` };
    default:
      return { tone: "told", words: `Told by text: ${noticeWords(row["notice"])}` };
  }
}

/** The rules of telling, as core/notice names them. */
const noticed: Readonly<Record<string, string>> = {
  low: "the balance is low",
  off: "the power is off",
  on: "the power is back",
};

function confirmed(position: ReportValue | undefined): Pick<HappeningView, "tone" | "words"> {
  if (position === "open") return { tone: "off", words: "Power is off: the meter says so" };
  if (position === "armed") return { tone: "told", words: "Armed: a hand at the meter is needed" };
  return { tone: "on", words: "Power is on: the meter says so" };
}

function noticeWords(notice: ReportValue | undefined): string {
  return noticed[String(notice)] ?? "a notice";
}

function by(channel: string): string {
  switch (channel) {
    case "sms":
      return " by text";
    case "ivr":
      return " by call";
    case "kiosk":
      return " at a kiosk";
    case "counter":
      return " at the counter";
    default:
      return "";
  }
}

/** Sums over these utilities since they were founded; the readings are those of the hour before `wallMs`. */
export async function viewTotals(
  reports: Reports,
  utilityIds: readonly string[],
  wallMs: number,
): Promise<TotalsView> {
  const ids = JSON.stringify(utilityIds);
  const [sums] = await reports.read({
    text: `SELECT
      (SELECT count(*) FROM payment WHERE ${here}) AS payments,
      (SELECT coalesce(sum(amount_units), 0) FROM payment WHERE ${here}) AS paidUnits,
      (SELECT coalesce(sum(service.value ->> '$.reads'), 0) FROM journal, json_each(journal.facts, '$.services') AS service
        WHERE ${here} AND kind = 'reads-recorded' AND recorded_at_ms > ?) AS readings,
      (SELECT count(*) FROM journal WHERE ${here} AND kind = 'switch-confirmed' AND facts ->> '$.position' = 'open')
        AS turnedOff,
      (SELECT count(*) FROM journal WHERE ${here} AND kind = 'switch-confirmed' AND facts ->> '$.position' = 'closed')
        AS turnedOn`,
    values: [ids, ids, ids, wallMs - HOUR_MS, ids, ids],
  });
  const of = (name: string): number => Number(sums?.[name] ?? 0);
  return {
    paid: money(of("paidUnits")),
    payments: of("payments"),
    readings: of("readings"),
    turnedOff: of("turnedOff"),
    turnedOn: of("turnedOn"),
  };
}

function money(units: ReportValue | undefined): string {
  const currency = must(currencyOf(CURRENCY), "a scale");
  return moneyText(unitsToMinorFloor(Number(units), currency), CURRENCY, "en");
}

function textOf(row: Row, name: string): string {
  return String(row[name]);
}
