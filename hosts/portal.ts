/** Customers' own pages as the hub's surface serves them: whose they are, and what shows a visit to be its visitor's. */
import { Hono } from "hono";
import type { PortalUtility } from "../channels/portal/page.ts";
import type { PortalEnd } from "../channels/portal/routes.ts";
import { readPageScreen, type ShownScreen } from "../core/hub/kiosk-screen.ts";
import { makePayLink } from "../core/hub/make-pay-link.ts";
import { settingsAt } from "../core/hub/settings.ts";
import { takeTurn } from "../core/hub/take-turn.ts";
import { utilityHome } from "../core/ids.ts";
import type { Hub, Metrics } from "../core/ports.ts";
import { isRefusal } from "../core/refusal.ts";
import { ways } from "../core/wording/all-ways.ts";
import { offeredBy } from "../core/wording/language.ts";
import { hashToken, makeToken, TOKEN_BYTES, utilityOfToken } from "./api-key.ts";
import type { SimulatedKind } from "./ends.ts";

export interface PortalParts {
  hubOf(utilityId: string): Hub | undefined;
  /** Those that are served here. */
  utilityIds(): readonly string[];
  readonly simulated: readonly SimulatedKind[];
  readonly metrics: Metrics;
}

/** Of the hash of a visit's token so much is its name: 128 bits, by which nobody finds the token. */
const VISIT_DIGITS = 32;

/** Two clicks of one hand lie closer; a form that comes later begins a visit of its own, so that nobody is let into another's by an old one. */
const REPEATED_MS = 10_000;

export function portalEnd(parts: PortalParts): PortalEnd {
  /** Tokens of the visits begun last, by the form that began them, the oldest first. */
  const begun = new Map<string, { readonly token: string; readonly atMs: number }>();
  return {
    metrics: parts.metrics,
    takeTurn,
    readScreen: readPageScreen,
    async utilities() {
      const all = await Promise.all(parts.utilityIds().map((id) => utilityOf(parts, id)));
      return all.flatMap((one) => (one === null ? [] : [one.utility]));
    },
    utilityOf: (utilityId) => utilityOf(parts, utilityId),
    async beginVisit(utilityId, formId) {
      const atMs = parts.hubOf(utilityId)?.clock.now().wallMs ?? 0;
      for (const [id, before] of begun) {
        if (atMs - before.atMs >= REPEATED_MS || before.atMs > atMs) begun.delete(id);
      }
      const fresh = crypto.getRandomValues(new Uint8Array(TOKEN_BYTES));
      const key = `${utilityId} ${formId}`;
      const token = begun.get(key)?.token ?? makeToken(utilityId, fresh);
      if (!begun.has(key)) begun.set(key, { token, atMs });
      return { token, visitId: await visitIdOf(token) };
    },
    async visitOf(utilityId, token) {
      return utilityOfToken(token) === utilityId ? visitIdOf(token) : null;
    },
    cardPage,
    async cardOrigin({ payAddresses }) {
      const { url = "" } = (await payAddresses?.make()) ?? {};
      return URL.canParse(url) ? new URL(url).origin : null;
    },
  };
}

/** A server's own address is a customer's first guess; a sandbox's leads to its town. */
export function rootPage(): Hono {
  return new Hono().get("/", (context) => context.redirect("/my"));
}

async function visitIdOf(token: string): Promise<string> {
  return (await hashToken(token)).slice(0, VISIT_DIGITS);
}

async function utilityOf(
  parts: PortalParts,
  utilityId: string,
): Promise<{ readonly hub: Hub; readonly utility: PortalUtility } | null> {
  const hub = parts.hubOf(utilityId);
  if (hub === undefined) return null;
  const { serviceMs } = hub.clock.now();
  const inForce = await hub.store.read(utilityHome(utilityId), (sql) => settingsAt(sql, serviceMs));
  if (inForce === null) return null;
  const { name, phone, emergencyNumber, numbers } = inForce.settings;
  const languages = offeredBy(inForce.settings).map((tag) => ({ tag, name: ways[tag].name }));
  const emergencyPhone = emergencyNumber ?? phone;
  const sendsTexts = numbers.length > 0;
  const { simulated } = parts;
  const utility = { utilityId, name, phone, emergencyPhone, sendsTexts, languages, simulated };
  return { hub, utility };
}

/** A page of the processor for what is paid, for half an hour and once. */
async function cardPage(
  hub: Hub,
  { accountId, amountMinor }: NonNullable<ShownScreen["pays"]>,
): Promise<string | null> {
  const address = (await hub.payAddresses?.make()) ?? null;
  if (address === null || hub.payAddresses?.areReachable() !== true) return null;
  const { hash, url } = address;
  const home = utilityHome(hub.utilityId);
  const link = { hash, accountId, amountMinor, actor: "customer" };
  const made = await hub.store.transact<ReturnType<typeof makePayLink>>(home, (sql) =>
    makePayLink(sql, hub.clock.now(), home, link),
  );
  return isRefusal(made) ? null : url;
}
