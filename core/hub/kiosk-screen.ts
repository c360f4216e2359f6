import type { AtKiosk } from "../conversation/at-kiosk.ts";
import type { KioskLine, KioskScreen } from "../conversation/kiosk-prompt.ts";
import { choiceLine, knownAccount } from "../conversation/kiosk-parts.ts";
import { kioskView } from "../conversation/kiosk-view.ts";
import { restore } from "../conversation/restore.ts";
import { kioskStanding } from "../conversation/kiosk-standing.ts";
import { CARD_PAGE } from "../conversation/page.ts";
import { type Language, offeredBy } from "../wording/language.ts";
import { kioskLine, lineHome, portalLine } from "../ids.ts";
import type { Hub } from "../ports.ts";
import { visitOf } from "../store/visits.ts";
import { drivenReader, savedScreenTalk, screenFacts } from "./kiosk-turn.ts";
import { lineFacts } from "./receive-input.ts";
import type { ScreenChannel } from "../conversation/talk-channel.ts";
import { readReach, type Reaching } from "./take-turn.ts";

export interface ShownScreen {
  readonly screen: KioskScreen;
  /** Turns taken: what was pressed on another screen is not taken. */
  readonly rev: number;
  readonly language: string;
  /** What it may be switched to. */
  readonly languages: readonly Language[];
  readonly utility: string;
  /** Which account a page is of, once its visitor has proved that it is theirs; null before, and at a terminal. */
  readonly account: KioskLine | null;
  /** What a payment is to be taken by, where the screen waits for a card at a reader that the processor drives; null else. */
  readonly cardToken: string | null;
  /** Of whose account how much is paid, in minor units, where a page offers the processor's own, and the option that leads there; null else. */
  readonly pays: {
    readonly accountId: string;
    readonly amountMinor: number;
    readonly option: string;
  } | null;
}

/** What a terminal shows now: where its talk stands, in this moment's facts. Null while the utility has no settings. */
export async function readKioskScreen(hub: Hub, kioskId: string): Promise<ShownScreen | null> {
  return readScreen(hub, { line: kioskLine(kioskId), channel: "kiosk" });
}

/** What a visit to the portal is shown now, and of what account before a proof: nothing of any. */
export async function readPageScreen(hub: Hub, visitId: string): Promise<ShownScreen | null> {
  return readScreen(hub, { line: portalLine(visitId), channel: "portal" });
}

async function readScreen(
  hub: Hub,
  { line, channel }: { readonly line: string; readonly channel: ScreenChannel },
): Promise<ShownScreen | null> {
  const home = lineHome(line);
  const now = hub.clock.now();
  const before = await hub.store.read(home, (sql) => ({
    found: kioskStanding(savedScreenTalk(sql, home, channel), now).found,
    provedCustomer: visitOf(sql, home).provedCustomer,
  }));
  const reach = await readReach(hub, now, reachingOf(line, channel, before));
  if (reach === null) return null;
  return hub.store.read(home, (sql) => {
    const saved = savedScreenTalk(sql, home, channel);
    const { standing, turn } = restore(saved, now);
    const { provedCustomer } = visitOf(sql, home);
    const proved = provedCustomer !== null && provedCustomer === reach.provedCustomer;
    const language = standing.context.language ?? reach.settings.language;
    const facts = lineFacts(reach, {
      channel,
      language,
      consent: "none",
      proved,
      kiosk: screenFacts(sql, home, channel, reach.settings),
    });
    const { context } = standing;
    const view = { choices: context, facts, now };
    const screen = kioskView(standing.value.talk, view);
    const known = channel === "portal" ? knownAccount(view) : undefined;
    const account = known === undefined ? null : choiceLine(known);
    const isCard = screen.subject.screen === "card";
    const cardToken = isCard ? drivenReader(reach.settings.payment, line) : null;
    const { name: utility } = reach.settings;
    const languages = offeredBy(reach.settings);
    const pays = isCard && channel === "portal" ? paysFor(context.kiosk) : null;
    return { screen, rev: turn, language, languages, utility, account, cardToken, pays };
  });
}

function reachingOf(
  line: string,
  channel: ScreenChannel,
  { found, provedCustomer }: { found: readonly string[]; provedCustomer: string | null },
): Reaching {
  if (channel === "kiosk") return { line, provedCustomer, accountIds: found };
  return provedCustomer === null
    ? { line, provedCustomer, accountIds: [] }
    : { line, provedCustomer, showsAlerts: true };
}

function paysFor(kiosk: AtKiosk | null): ShownScreen["pays"] {
  const { accountId = null, amountMinor = null } = kiosk ?? {};
  if (accountId === null || amountMinor === null) return null;
  return { accountId, amountMinor, option: CARD_PAGE };
}
