/** What a customer may choose of alerts beyond the level: a time of day, and kinds left out. */
export const alertKinds = ["use", "payments", "days"] as const;
export type AlertKind = (typeof alertKinds)[number];

export type AlertChoice =
  /** Local minute of the day at which a low balance is told of every day; null for no such time. */
  | { readonly what: "daily"; readonly minute: number | null }
  | { readonly what: AlertKind; readonly isOn: boolean };

const MINUTES_A_DAY = 1_440;

/** As a choice is kept and put on buttons: "daily 480", "daily off", "use off". */
export function alertText(choice: AlertChoice): string {
  if (choice.what !== "daily") return `${choice.what} ${choice.isOn ? "on" : "off"}`;
  return `daily ${choice.minute === null ? "off" : String(choice.minute)}`;
}

/** Undefined where the text is none. */
export function alertOf(text: string): AlertChoice | undefined {
  const [what, value = "", more] = text.split(" ");
  if (more !== undefined) return undefined;
  if (what === "daily") return dailyOf(value);
  const kind = alertKinds.find((one) => one === what);
  if (kind === undefined || (value !== "on" && value !== "off")) return undefined;
  return { what: kind, isOn: value === "on" };
}

/** What of alerts is on by what was chosen; a time of day only where one was. */
export function alertsOf(
  chosen: readonly string[],
): { readonly minute: number | null } & Readonly<Record<AlertKind, boolean>> {
  const daily = chosen.map((text) => alertOf(text)).find((one) => one?.what === "daily");
  const isOn = (kind: AlertKind): boolean => !chosen.includes(`${kind} off`);
  return {
    minute: daily?.what === "daily" ? daily.minute : null,
    use: isOn("use"),
    payments: isOn("payments"),
    days: isOn("days"),
  };
}

function dailyOf(value: string): AlertChoice | undefined {
  if (value === "off") return { what: "daily", minute: null };
  const minute = Number(value);
  const isMinute = /^\d{1,4}$/.test(value) && minute < MINUTES_A_DAY;
  return isMinute ? { what: "daily", minute } : undefined;
}

const kinds: readonly (readonly [RegExp, AlertKind])[] = [
  [/^(?:use|usage|uso|consumo|conso|consommation)$/, "use"],
  [/^(?:payments?|pagos?|paiements?)$/, "payments"],
  [/^(?:days?|dias?|jours?)$/, "days"],
];
const DAILY = /^(?:daily|time|diaria|diario|hora|quotidienne|heure) (on|off|no|non)$/;
/** "daily 6 pm" says what the time alone does. */
const BEFORE_TIME = /^(?:daily|time|diaria|diario|hora|quotidienne|heure) (?:at |a las |a )?(?=\d)/;
const KIND = /^([a-z]+) (on|off|si|oui|no|non)$/;
/** "8 am", "8 30 pm", "20 h", "20 h 30". */
const TIME = /^(\d{1,2})(?: (\d{2}))? (am|pm|a m|p m|h)(?: (\d{2}))?$/;
/** The same with a level before it. */
const LEVEL = /^(\d{1,6}) (.*)$/;

const off = new Set(["off", "no", "non"]);

/** What is said behind the word for alerts, its words parted by single spaces; a level in major units beside a time. */
export function alertSaid(
  said: string,
): { readonly choice: AlertChoice; readonly level: number | null } | undefined {
  const rest = said.replace(BEFORE_TIME, "");
  const alone = withoutTime(rest);
  if (alone !== undefined) return { choice: alone, level: null };
  const minute = timeSaid(rest);
  if (minute !== undefined) return { choice: { what: "daily", minute }, level: null };
  const [, level = "", time = ""] = LEVEL.exec(rest) ?? [];
  const later = timeSaid(time);
  if (later === undefined) return undefined;
  return { choice: { what: "daily", minute: later }, level: Number(level) };
}

/** No daily one any more, or a kind that is left out or had again. */
function withoutTime(rest: string): AlertChoice | undefined {
  if (off.has(DAILY.exec(rest)?.[1] ?? "")) return { what: "daily", minute: null };
  const [, word = "", state = ""] = KIND.exec(rest) ?? [];
  const what = kinds.find(([pattern]) => pattern.test(word))?.[1];
  return what && { what, isOn: !off.has(state) };
}

function timeSaid(rest: string): number | undefined {
  const [, hourText = "", before, half = "h", after] = TIME.exec(rest) ?? [];
  const isOfDay = half !== "h";
  if (hourText === "" || (isOfDay ? after : before) !== undefined) return undefined;
  const minuteOfHour = Number(before ?? after ?? "0");
  const hour = hourOf(Number(hourText), isOfDay ? half : null);
  return hour === null || minuteOfHour > 59 ? undefined : hour * 60 + minuteOfHour;
}

/** Of twelve hours with their half of the day, or of twenty-four; null where there is no such hour. */
function hourOf(hour: number, half: string | null): number | null {
  if (half === null) return hour < 24 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.startsWith("p") ? 12 : 0);
}
