import { must, never } from "../../core/assert.ts";
import { currencyOf } from "../../core/money.ts";
import type { ShownScreen } from "../../core/hub/kiosk-screen.ts";
import type {
  KioskAction,
  KioskFact,
  KioskLine,
  KioskPreview,
  KioskRunway,
  KioskScreen,
  KioskStep,
  KioskSubject,
} from "../../core/conversation/kiosk-prompt.ts";
import { kioskChrome, simulatedText } from "../../core/wording/kiosk-chrome.ts";
import { kioskBalance, kioskDay, kioskMoney, kioskWords } from "../../core/wording/kiosk-words.ts";
import { ways } from "../../core/wording/all-ways.ts";
import { type Language, languageOf } from "../../core/wording/language.ts";
import type {
  Action,
  AmountPreview,
  Chrome,
  HubSays,
  Idle,
  ReceiptLine,
  Runway,
  Screen,
  ScreenName,
  Step,
  View,
  Words,
} from "./protocol.ts";

/** Standing still for a minute is asked about, and half a minute more ends the visit (EN 301 549 asks for time to answer). */
const IDLE: Idle = { warnAfterMs: 60_000, graceMs: 30_000 };
/** Steps of the way from touch to receipt. */
const STEPS = 6;

/** A screen in words, as the terminal takes it. */
export function renderView({ screen, rev, language: tag, languages }: ShownScreen): View {
  const language = languageOf(tag);
  const { subject, canGoBack, at } = screen;
  const isFirst = subject.screen === "attract" || subject.screen === "ended";
  return {
    ...renderScreen(screen, language, named(languages)),
    rev,
    language,
    privacy: screen.isPersonal ? "personal" : "public",
    progress: at === null ? null : { at, of: STEPS },
    idle: screen.waits ? null : IDLE,
    can: { back: canGoBack, help: subject.screen !== "help", startOver: !isFirst },
  };
}

/** What the terminal says of itself, in the language of the talk. */
export function renderChrome(
  { language: tag, languages, utility }: ShownScreen,
  simulated: readonly string[],
): HubSays & { readonly kind: "chrome" } {
  const language = languageOf(tag);
  const { buysOneDay: _, buysDays: __, ...words } = kioskChrome[language];
  const chrome: Chrome = { ...words, simulated: simulatedText(simulated, language) };
  return { kind: "chrome", language, utility, chrome, languages: named(languages) };
}

/** Each language by its own name, whatever the talk is in. */
function named(languages: readonly Language[]): ViewOfLanguages {
  return languages.map((tag) => ({ tag, name: ways[tag].name }));
}

type ViewOfLanguages = Extract<Screen, { readonly screen: "attract" }>["languages"];

function renderScreen(screen: KioskScreen, language: Language, languages: ViewOfLanguages): Screen {
  const say = (line: KioskLine): Words => kioskWords(line, language);
  const { subject } = screen;
  const shown = {
    title: say(screen.title),
    body: screen.body.map(say),
    actions: screen.actions.map((action) => renderAction(action, say)),
  };
  switch (subject.screen) {
    case "attract":
      return {
        ...shown,
        screen: "attract",
        languages,
        tenders: subject.tenders.map(({ kind, why }) => ({
          kind,
          why: why === null ? null : say(why).text,
        })),
      };
    case "confirm_who":
      return { ...shown, screen: "confirm_who", who: subject.who.map((line) => say(line).text) };
    case "home":
      return { ...shown, ...subject, runway: renderRunway(subject.runway, language) };
    case "amount":
      return {
        ...shown,
        screen: "amount",
        runway: runwayOrNull(subject.runway, language),
        preview: renderPreview(subject.preview, language),
      };
    case "cash": {
      const { totalMinor, currency, notesMinor, acceptor } = subject;
      return {
        ...shown,
        screen: "cash",
        total: kioskMoney(totalMinor, currency, language),
        totalMinor,
        notes: notesMinor.map((minor) => wholeMoney(minor, currency, language)),
        runway: runwayOrNull(subject.runway, language),
        acceptor,
      };
    }
    case "card": {
      const { amountMinor, currency, reader } = subject;
      return {
        ...shown,
        screen: "card",
        amount: kioskMoney(amountMinor, currency, language),
        reader,
      };
    }
    case "confirm_pay":
    case "processing":
    case "success":
    case "receipt":
    case "payments":
    case "identify":
    case "pin":
    case "choose":
    case "help":
    case "hand_over":
    case "out_of_service":
    case "problem":
    case "ended":
      return renderLater(subject, shown, language);
  }
}

type Shown = Pick<Screen, "title" | "body" | "actions">;
type Earlier = Extract<ScreenName, "attract" | "confirm_who" | "home" | "amount" | "cash" | "card">;

/** Screens once money is on its way, and those that are all in their lines. */
function renderLater(
  subject: Exclude<KioskSubject, { readonly screen: Earlier }>,
  shown: Shown,
  language: Language,
): Screen {
  const say = (line: KioskLine): Words => kioskWords(line, language);
  switch (subject.screen) {
    case "confirm_pay":
      return {
        ...shown,
        screen: "confirm_pay",
        amount: kioskMoney(subject.amountMinor, subject.currency, language),
        runway: runwayOrNull(subject.runway, language),
      };
    case "processing":
      return { ...shown, screen: "processing", steps: renderSteps(subject.steps, say) };
    case "success":
      return {
        ...shown,
        screen: "success",
        runway: runwayOrNull(subject.runway, language),
        amount: kioskMoney(subject.amountMinor, subject.currency, language),
        steps: renderSteps(subject.steps, say),
      };
    case "receipt":
    case "payments":
      return {
        ...shown,
        screen: subject.screen,
        lines: subject.facts.map((fact) => renderFact(fact, language)),
      };
    case "identify":
    case "pin":
    case "choose":
    case "help":
    case "hand_over":
    case "out_of_service":
    case "problem":
    case "ended":
      return { ...shown, ...subject };
    default:
      return never(subject);
  }
}

function renderAction({ option, tone, line, outcome, why }: KioskAction, say: Say): Action {
  return {
    ...say(line),
    option,
    tone,
    ...(outcome && { outcome: say(outcome) }),
    ...(why && { why: say(why).text }),
  };
}

type Say = (line: KioskLine) => Words;

function runwayOrNull(runway: KioskRunway | null, language: Language): Runway | null {
  return runway === null ? null : renderRunway(runway, language);
}

function renderRunway(runway: KioskRunway, language: Language): Runway {
  const { level, days, addedDays, balanceUnits, currency, line } = runway;
  const balance = kioskBalance(balanceUnits, currency, language);
  const before = days === null ? null : days - addedDays;
  return { ...kioskWords(line, language), level, days: before, addedDays, balance };
}

function renderPreview(preview: KioskPreview, language: Language): AmountPreview {
  const { minMinor, maxMinor, currency, ...rest } = preview;
  const { buysOneDay, buysDays } = kioskChrome[language];
  const range = kioskWords({ key: "range", minMinor, maxMinor, currency }, language).text;
  const { minorDigits } = must(currencyOf(currency), "a currency with a scale");
  return { ...rest, currency, minorDigits, minMinor, maxMinor, buysOneDay, buysDays, range };
}

function renderSteps(steps: readonly KioskStep[], say: Say): Step[] {
  return steps.map(({ line, state }) => ({ ...say(line), state }));
}

function renderFact(fact: KioskFact, language: Language): ReceiptLine {
  if (fact.kind === "payment") {
    const { amountMinor, atMs, zone, currency } = fact;
    return {
      label: kioskDay(atMs, zone, language, currency),
      value: kioskMoney(amountMinor, currency, language).text,
    };
  }
  const label = kioskWords(fact.label, language).text;
  switch (fact.kind) {
    case "money":
      return { label, value: kioskMoney(fact.amountMinor, fact.currency, language).text };
    case "balance":
      return { label, value: kioskBalance(fact.balanceUnits, fact.currency, language).text };
    case "text":
      return { label, value: fact.text };
    default:
      return never(fact);
  }
}

/** "$20": notes have no parts. */
function wholeMoney(minor: number, currency: string, language: Language): string {
  return kioskMoney(minor, currency, language).text.replace(/[.,]0+(?=\D*$)/, "");
}
