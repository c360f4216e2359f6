/** Every screen that a terminal may be told to show, in one language's words: what the tests of its pages are fed with. */
import type {
  Action,
  AmountPreview,
  Chrome,
  Runway,
  Screen,
  View,
} from "../../channels/kiosk/protocol.ts";
import { english } from "./kiosk-words-en.ts";
import { spanish } from "./kiosk-words-es.ts";

export type FixtureLanguage = "en" | "es";

/** The words of one language, usual ones and ones as long as they get. */
export interface FixtureWords {
  readonly chrome: Chrome;
  readonly screens: Readonly<Record<string, readonly [title: string, ...body: string[]]>>;
  /** By option; an outcome or a reason after it. */
  readonly actions: Readonly<Record<string, string>>;
  readonly runways: Readonly<Record<"good" | "low" | "out" | "added", string>>;
  readonly balances: Readonly<Record<"good" | "low" | "out", string>>;
  readonly outcomes: readonly string[];
  readonly reasons: Readonly<Record<"full" | "away", string>>;
  readonly buysOneDay: string;
  readonly buysDays: string;
  readonly range: string;
  readonly who: readonly string[];
  readonly steps: readonly string[];
  readonly powerSteps: readonly string[];
  readonly receipt: readonly (readonly [string, string])[];
  readonly payments: readonly (readonly [string, string])[];
}

export const fixtureWords: Readonly<Record<FixtureLanguage, FixtureWords>> = {
  en: english,
  es: spanish,
};

export const offeredLanguages = [
  { tag: "en", name: "English" },
  { tag: "es", name: "Español" },
] as const;

/** Sunday, Nov 22 2026 at noon in Chicago. */
export const SERVICE_MS = Date.UTC(2026, 10, 22, 18);

export function viewsOf(language: FixtureLanguage): Readonly<Record<string, View>> {
  const words = fixtureWords[language];
  return Object.fromEntries(
    Object.entries(screensOf(words)).map(([name, screen], at) => [
      name,
      viewOf(screen, language, at + 1),
    ]),
  );
}

const onTheWay: readonly Screen["screen"][] = [
  "identify",
  "confirm_who",
  "amount",
  "confirm_pay",
  "processing",
  "success",
];

export function viewOf(screen: Screen, language: string, rev: number): View {
  const at = onTheWay.indexOf(screen.screen);
  const isFirst = screen.screen === "attract" || screen.screen === "out_of_service";
  const isBusy = screen.screen === "processing";
  return {
    ...screen,
    rev,
    language,
    privacy: isFirst || screen.screen === "identify" ? "public" : "personal",
    progress: at === -1 ? null : { at: at + 1, of: onTheWay.length },
    idle: isFirst || isBusy ? null : { warnAfterMs: 60_000, graceMs: 30_000 },
    can: { back: !isFirst && !isBusy, help: !isFirst, startOver: !isFirst && !isBusy },
  };
}

function screensOf(words: FixtureWords): Record<string, Screen> {
  const shown = (name: string, ...actions: Action[]) => {
    const [title = "", ...body] = words.screens[name] ?? [];
    return {
      title: { text: title },
      body: body.map((text) => ({ text })),
      actions,
    };
  };
  const action = (option: string, tone: Action["tone"] = "plain"): Action => ({
    option,
    tone,
    text: words.actions[option] ?? option,
  });
  return {
    ...beforeHome(words, shown, action),
    ...paying(words, shown, action),
    ...after(words, shown, action),
  };
}

type Shown = (name: string, ...actions: Action[]) => Pick<Screen, "title" | "body" | "actions">;
type Make = (option: string, tone?: Action["tone"]) => Action;

function beforeHome(words: FixtureWords, shown: Shown, action: Make): Record<string, Screen> {
  const tenders = [
    { kind: "cash", why: null },
    { kind: "card", why: null },
  ] as const;
  return {
    attract: {
      screen: "attract",
      ...shown("attract", action("start", "primary")),
      languages: offeredLanguages,
      tenders,
    },
    attractWithoutCash: {
      screen: "attract",
      ...shown("attract", action("start", "primary")),
      languages: offeredLanguages,
      tenders: [{ kind: "cash", why: words.reasons.full }, tenders[1]],
    },
    identify: { screen: "identify", ...shown("identify"), digitsMin: 6, digitsMax: 12 },
    confirmWho: {
      screen: "confirm_who",
      ...shown("confirmWho", action("yes", "primary"), action("no")),
      who: words.who,
    },
    chooseAccount: choice(
      "account",
      shown("chooseAccount", ...["1", "2", "3", "4", "5", "6", "7", "8"].map((at) => action(at))),
    ),
    chooseTender: choice(
      "tender",
      shown(
        "chooseTender",
        { ...action("cash"), why: words.reasons.full },
        action("card", "primary"),
        action("saved_card"),
      ),
    ),
    alerts: choice("alerts", shown("alerts", action("yes_text"), action("no_text"))),
    pin: {
      screen: "pin",
      ...shown("pin", action("without_pin", "quiet")),
      digitsMin: 4,
      digitsMax: 6,
    },
  };
}

function choice(what: "account" | "alerts" | "tender", parts: ReturnType<Shown>): Screen {
  return { screen: "choose", ...parts, what };
}

function paying(words: FixtureWords, shown: Shown, action: Make): Record<string, Screen> {
  const preview = previewOf(words);
  const more = ["payments", "receipt", "other_account", "hand_over"].map((option) =>
    action(option),
  );
  const presets = ["20", "10", "40", "60", "100"].map((option, at) => ({
    ...action(`amount:${option}`),
    outcome: { text: words.outcomes[at] ?? "" },
  }));
  return {
    home: {
      screen: "home",
      ...shown("home", action("add_money", "primary"), ...more),
      runway: runwayOf(words, "good"),
      isOff: false,
    },
    homeOff: {
      screen: "home",
      ...shown("homeOff", action("reconnect", "primary"), action("add_money"), ...more.slice(0, 3)),
      runway: runwayOf(words, "out"),
      isOff: true,
    },
    amount: {
      screen: "amount",
      ...shown("amount", ...presets),
      runway: runwayOf(words, "low"),
      preview,
    },
    confirmPay: {
      screen: "confirm_pay",
      ...shown("confirmPay", action("pay", "primary"), action("change_amount")),
      amount: { text: "$20.00" },
      runway: runwayOf(words, "added"),
    },
    cash: cashOf(words, shown, action, "ready"),
    cashRejected: cashOf(words, shown, action, "rejected"),
    cashFull: cashOf(words, shown, action, "full"),
    card: {
      screen: "card",
      ...shown("card", action("cash", "quiet")),
      amount: { text: "$20.00" },
      reader: "ready",
    },
    cardDeclined: {
      screen: "card",
      ...shown("cardDeclined", action("again", "primary"), action("cash")),
      amount: { text: "$20.00" },
      reader: "declined",
    },
  };
}

function cashOf(
  words: FixtureWords,
  shown: Shown,
  action: Make,
  acceptor: "ready" | "rejected" | "full",
): Screen {
  const name = { ready: "cash", rejected: "cashRejected", full: "cashFull" }[acceptor];
  return {
    screen: "cash",
    ...shown(name, action("finish", "primary")),
    total: { text: "$25.00" },
    totalMinor: 2_500,
    notes: ["$1", "$5", "$10", "$20", "$50", "$100"],
    runway: runwayOf(words, "added"),
    acceptor,
  };
}

function after(words: FixtureWords, shown: Shown, action: Make): Record<string, Screen> {
  const done = action("done", "primary");
  const lines = (from: readonly (readonly [string, string])[]) =>
    from.map(([label, value]) => ({ label, value }));
  const step = (text: string, at: number) =>
    ({ text, state: at === 0 ? "done" : at === 1 ? "now" : "waiting" }) as const;
  return {
    processing: { screen: "processing", ...shown("processing"), steps: words.steps.map(step) },
    success: {
      screen: "success",
      ...shown("success", done, action("receipt")),
      runway: runwayOf(words, "added"),
      amount: { text: "$20.00" },
      steps: [],
    },
    successOff: {
      screen: "success",
      ...shown("successOff", done, action("receipt")),
      runway: runwayOf(words, "added"),
      amount: { text: "$1,234.56" },
      steps: words.powerSteps.map(step),
    },
    receipt: {
      screen: "receipt",
      ...shown("receipt", done, action("hand_over")),
      lines: lines(words.receipt),
    },
    payments: { screen: "payments", ...shown("payments"), lines: lines(words.payments) },
    handOver: {
      screen: "hand_over",
      ...shown("handOver", done),
      code: "K7Q2MX",
      number: "+1 202 555 0100",
    },
    help: { screen: "help", ...shown("help", action("hand_over")), phone: "+1 202 555 0100" },
    problem: {
      screen: "problem",
      ...shown("problem", action("again", "primary"), action("hand_over")),
    },
    ended: { screen: "ended", ...shown("ended") },
    outOfService: {
      screen: "out_of_service",
      ...shown("outOfService"),
      phone: "+1 202 555 0100",
    },
  };
}

function runwayOf(words: FixtureWords, kind: "good" | "low" | "out" | "added"): Runway {
  const level = kind === "added" ? "low" : kind;
  return {
    level: kind === "added" ? "good" : level,
    days: { good: 9, low: 2, out: 0, added: 2 }[kind],
    addedDays: kind === "added" ? 9 : 0,
    text: words.runways[kind],
    balance: { text: words.balances[level] },
  };
}

function previewOf({ buysOneDay, buysDays, range }: FixtureWords): AmountPreview {
  return {
    currency: "USD",
    minorDigits: 2,
    minMinor: 500,
    maxMinor: 50_000,
    balanceMinor: 450,
    perDayMinor: 214,
    zone: "America/Chicago",
    serviceMs: SERVICE_MS,
    buysOneDay,
    buysDays,
    range,
  };
}
