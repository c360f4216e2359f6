import type { KioskScreen } from "../conversation/kiosk-prompt.ts";
import { kioskView } from "../conversation/kiosk-view.ts";
import { restore } from "../conversation/restore.ts";
import { kioskStanding } from "../conversation/kiosk-standing.ts";
import { type Language, offeredBy } from "../wording/language.ts";
import { kioskLine, lineHome } from "../ids.ts";
import type { Hub } from "../ports.ts";
import { visitOf } from "../store/visits.ts";
import { drivenReader, kioskFacts, savedKioskTalk } from "./kiosk-turn.ts";
import { lineFacts } from "./receive-input.ts";
import { readReach } from "./take-turn.ts";

export interface ShownScreen {
  readonly screen: KioskScreen;
  /** Turns taken: what was pressed on another screen is not taken. */
  readonly rev: number;
  readonly language: string;
  /** What it may be switched to. */
  readonly languages: readonly Language[];
  readonly utility: string;
  /** What a payment is to be taken by, where the screen waits for a card at a reader that the processor drives; null else. */
  readonly cardToken: string | null;
}

/** What a terminal shows now: where its talk stands, in this moment's facts. Null while the utility has no settings. */
export async function readKioskScreen(hub: Hub, kioskId: string): Promise<ShownScreen | null> {
  const line = kioskLine(kioskId);
  const home = lineHome(line);
  const now = hub.clock.now();
  const before = await hub.store.read(home, (sql) => ({
    found: kioskStanding(savedKioskTalk(sql, home), now).found,
    provedCustomer: visitOf(sql, home).provedCustomer,
  }));
  const who = { line, provedCustomer: before.provedCustomer, accountIds: before.found };
  const reach = await readReach(hub, now, who);
  if (reach === null) return null;
  return hub.store.read(home, (sql) => {
    const saved = savedKioskTalk(sql, home);
    const { standing, turn } = restore(saved, now);
    const { provedCustomer } = visitOf(sql, home);
    const proved = provedCustomer !== null && provedCustomer === reach.provedCustomer;
    const language = standing.context.language ?? reach.settings.language;
    const facts = lineFacts(reach, {
      channel: "kiosk",
      language,
      consent: "none",
      proved,
      kiosk: kioskFacts(sql, home, reach.settings),
    });
    const screen = kioskView(standing.value.talk, { choices: standing.context, facts, now });
    const cardToken =
      screen.subject.screen === "card" ? drivenReader(reach.settings.payment, line) : null;
    const languages = offeredBy(reach.settings);
    return { screen, rev: turn, language, languages, utility: reach.settings.name, cardToken };
  });
}
