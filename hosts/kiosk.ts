/** Terminals as the hub's surface serves them: who is enrolled, what devices tell, and the sockets that show the talk. */
import type { Hono } from "hono";
import type { EnrolAnswers, EnrolAsks } from "../channels/kiosk/protocol.ts";
import { KioskLive } from "../channels/kiosk/live.ts";
import { kioskRoutes } from "../channels/kiosk/routes.ts";
import { checkKiosk, deviceKeyOf, enrolKiosk } from "../core/hub/enrol-kiosk.ts";
import { readKioskScreen } from "../core/hub/kiosk-screen.ts";
import { noteDevice } from "../core/hub/note-device.ts";
import { settingsAt } from "../core/hub/settings.ts";
import { askReader, takeCard, takeNote } from "../core/hub/take-note.ts";
import { takeTurn } from "../core/hub/take-turn.ts";
import { kioskHome, utilityHome } from "../core/ids.ts";
import type { Hub, Metrics } from "../core/ports.ts";
import { isRefusal, type Refusal, refuse } from "../core/refusal.ts";
import { hashToken, makeToken, TOKEN_BYTES, utilityOfToken } from "./api-key.ts";
import type { SimulatedKind } from "./ends.ts";

export interface KioskParts {
  hubOf(utilityId: string): Hub | undefined;
  nowMs(): number;
  readonly metrics: Metrics;
  readonly simulated: readonly (SimulatedKind | "kiosk")[];
  report(fault: unknown, where: string): void;
}

export interface KioskHost {
  readonly routes: Hono;
  readonly live: KioskLive;
}

/** A terminal's id names its utility; it is also the drawer that its notes lie in, so it has no other signs. */
const KIOSK_ID = /^([a-z][a-z0-9-]{0,31})_[0-9a-f]{8}$/;
/** Eight signs that are not taken for one another, after the utility's id: 39 bits, for a quarter of an hour, once. */
const CODE = /^([a-z][a-z0-9-]{0,31})-([2-9A-HJ-NP-Z]{8})$/;
const CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
export const CODE_BYTES = 8;
export const KIOSK_ID_BYTES = 4;

export function makeKioskId(utilityId: string, chance: Uint8Array): string {
  return `${utilityId}_${[...chance].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** `chance` is CODE_BYTES of fresh random bytes. */
export function makeCode(utilityId: string, chance: Uint8Array): string {
  const signs = [...chance].map((byte) => CODE_ALPHABET.charAt(byte % CODE_ALPHABET.length));
  return `${utilityId}-${signs.join("")}`;
}

/** The code as its maker wrote it: typed in small letters it is the same. */
function codeOf(typed: string): { readonly utilityId: string; readonly code: string } | null {
  const trimmed = typed.trim();
  const cut = trimmed.lastIndexOf("-");
  const code = `${trimmed.slice(0, cut).toLowerCase()}-${trimmed.slice(cut + 1).toUpperCase()}`;
  const utilityId = CODE.exec(code)?.[1];
  return utilityId === undefined ? null : { utilityId, code };
}

export function kioskHost(parts: KioskParts): KioskHost {
  const fault = (error: unknown): void => parts.report(error, "kiosk");
  const live = new KioskLive({
    terminalOf: (token) => terminalOf(parts, token),
    takeTurn,
    readScreen: readKioskScreen,
    askReader,
    simulated: parts.simulated,
    metrics: parts.metrics,
    fault,
  });
  const routes = kioskRoutes({
    deviceOf: (kioskId) => deviceOf(parts, kioskId),
    enrol: (asked) => enrol(parts, asked),
    takeNote,
    takeCard,
    noteDevice: (hub, device) =>
      hub.store.transact(kioskHome(device.kioskId), (sql) =>
        noteDevice(sql, hub.clock.now(), device),
      ),
    async currencyOf(hub) {
      const { serviceMs } = hub.clock.now();
      const home = utilityHome(hub.utilityId);
      const inForce = await hub.store.read(home, (sql) => settingsAt(sql, serviceMs));
      return inForce?.settings.currency ?? null;
    },
    changed: (kioskId) => void live.refresh(kioskId),
    nowMs: () => parts.nowMs(),
    metrics: parts.metrics,
    fault,
  });
  return { routes, live };
}

async function terminalOf(parts: KioskParts, token: string) {
  const hub = parts.hubOf(utilityOfToken(token) ?? "");
  if (hub === undefined) return null;
  const home = utilityHome(hub.utilityId);
  const hash = await hashToken(token);
  const kiosk = await hub.store.read(home, (sql) => checkKiosk(sql, home, hash));
  return kiosk === null ? null : { hub, kioskId: kiosk.kioskId };
}

async function deviceOf(
  parts: KioskParts,
  kioskId: string,
): Promise<{ readonly hub: Hub; readonly key: string } | null> {
  const hub = parts.hubOf(KIOSK_ID.exec(kioskId)?.[1] ?? "");
  if (hub === undefined) return null;
  const home = utilityHome(hub.utilityId);
  const key = await hub.store.read(home, (sql) => deviceKeyOf(sql, home, kioskId));
  return key === null ? null : { hub, key };
}

async function enrol(
  parts: KioskParts,
  { code: typed, deviceKey }: EnrolAsks,
): Promise<EnrolAnswers | Refusal<"bad_code">> {
  const said = codeOf(typed);
  const hub = parts.hubOf(said?.utilityId ?? "");
  if (said === null || hub === undefined) {
    return refuse("bad_code", "this code is wrong, used or too old: make a new one");
  }
  const { utilityId } = hub;
  const token = makeToken(utilityId, crypto.getRandomValues(new Uint8Array(TOKEN_BYTES)));
  const tokenHash = await hashToken(token);
  const codeHash = await hashToken(said.code);
  const home = utilityHome(utilityId);
  const enrolled = await hub.store.transact(home, (sql) =>
    enrolKiosk(sql, hub.clock.now(), home, { codeHash, tokenHash, deviceKey: deviceKey ?? null }),
  );
  return isRefusal(enrolled) ? enrolled : { kioskId: enrolled.kioskId, token };
}
