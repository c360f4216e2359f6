/** The sandbox's own terminals: one a utility, enrolled with nothing typed, whose devices a page puts its hands to. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { CarrierKey } from "../../channels/simulated/key.ts";
import type { KioskView, PageSays } from "../../channels/simulated/protocol.ts";
import { notesOf } from "../../core/notes.ts";
import { SimulatedTerminal } from "../../channels/simulated/terminal.ts";
import type { SandboxCode } from "../../channels/kiosk/protocol.ts";
import { must } from "../../core/assert.ts";
import { offerKiosk } from "../../core/hub/enrol-kiosk.ts";
import { mustSettings } from "../../core/hub/settings.ts";
import { utilityHome } from "../../core/ids.ts";
import { currencyOf } from "../../core/money.ts";
import type { Hub } from "../../core/ports.ts";
import { isRefusal, refuse } from "../../core/refusal.ts";
import { hashToken } from "../api-key.ts";
import { CODE_BYTES, KIOSK_ID_BYTES, makeCode, makeKioskId } from "../kiosk.ts";
import type { Request } from "../start-ends.ts";

/** The name that every sandbox's terminal has. */
const NAME = "Sandbox terminal";

/** Notes of a currency as a hand has them: "$20". Where none are named the slot stays shut, and the fault says of what. */
function notesIn(code: string, report: (fault: unknown) => void): KioskView["notes"] {
  const known = notesOf(code);
  if (isRefusal(known)) {
    report(new Error(known.message));
    return [];
  }
  const { minorDigits } = must(currencyOf(code), "a currency with notes has a scale");
  const shape = {
    style: "currency",
    currency: code,
    trailingZeroDisplay: "stripIfInteger",
  } as const;
  const written = new Intl.NumberFormat("en", shape);
  return known.map((minor) => ({ minor, text: written.format(minor / 10 ** minorDigits) }));
}

/** What simulated cards are charged by (payments/simulated/fate.ts). */
const cardTokens = {
  good: "sim_card",
  declined: "sim_decline",
  unresolved: "sim_lost_webhook",
} as const;

type KioskAsk = Extract<PageSays, { readonly utilityId: string }>;

export interface SandboxKiosks {
  /** GET /kiosk/sandbox-code. */
  readonly routes: Hono;
  /** Enrols each utility's terminal and starts its devices; the utilities stand now. */
  start(hubs: readonly Hub[], request: Request): Promise<void>;
  view(): readonly KioskView[];
  /** Puts a hand to a terminal's device; false where the utility has none. */
  hear(said: KioskAsk): boolean;
}

/** `keyOf` gives what all devices of this sandbox sign with, once its directory is there. */
export function sandboxKiosks(
  keyOf: () => CarrierKey,
  report: (fault: unknown) => void,
): SandboxKiosks {
  const terminals = new Map<string, { terminal: SimulatedTerminal; notes: KioskView["notes"] }>();
  const hubOf = new Map<string, Hub>();
  const routes = new Hono();
  routes.get("/kiosk/sandbox-code", async (context) => {
    const asked = context.req.query("utility");
    const hub = asked === undefined ? [...hubOf.values()][0] : hubOf.get(asked);
    if (hub === undefined) {
      throw new HTTPException(404, { cause: refuse("no_such_utility", "no such utility here") });
    }
    const { code } = await offer(hub, keyOf());
    return context.json({ code } satisfies SandboxCode);
  });
  return {
    routes,
    async start(hubs, request) {
      const key = keyOf();
      for (const hub of hubs) {
        hubOf.set(hub.utilityId, hub);
        // Known before anybody opens its page, so that its devices are believed from the start.
        const { kioskId } = await offer(hub, key);
        const currency = await hub.store.read(
          utilityHome(hub.utilityId),
          (sql) => mustSettings(sql, hub.clock.now().serviceMs).settings.currency,
        );
        const notes = notesIn(currency, report);
        const terminal = new SimulatedTerminal({
          kioskId,
          currency,
          privatePem: key.privatePem,
          nowMs: Date.now,
          // A note that is asked for keeps no program running that was told to end.
          pause: (ms) => sleep(ms, undefined, { ref: false }),
          changed: () => undefined,
          async post(body, headers) {
            return (await request("/hooks/kiosk", { method: "POST", body, headers })).status;
          },
        });
        terminals.set(hub.utilityId, { terminal, notes });
        if (notes.length > 0) await terminal.setAcceptor("ready");
        await terminal.setReader("ready");
      }
    },
    view: () =>
      [...terminals].map(([utilityId, { terminal, notes }]) => ({
        utilityId,
        ...terminal.view(),
        notes,
      })),
    hear(said) {
      const known = terminals.get(said.utilityId);
      if (known === undefined) return false;
      void act(known, said).catch(report);
      return true;
    },
  };
}

async function act(
  { terminal, notes }: { terminal: SimulatedTerminal; notes: KioskView["notes"] },
  said: KioskAsk,
): Promise<void> {
  switch (said.kind) {
    case "kiosk_note":
      if (notes.some(({ minor }) => minor === said.minor)) await terminal.note(said.minor);
      else await terminal.unknownNote();
      return;
    case "kiosk_card":
      await terminal.card(cardTokens[said.outcome]);
      return;
    case "kiosk_acceptor":
      await terminal.setAcceptor(said.state);
      return;
    case "kiosk_reader":
      await terminal.setReader(said.state);
      return;
  }
}

async function offer(hub: Hub, key: CarrierKey): Promise<{ code: string; kioskId: string }> {
  const { utilityId } = hub;
  const code = makeCode(utilityId, randomBytes(CODE_BYTES));
  const codeHash = await hashToken(code);
  const kioskId = makeKioskId(utilityId, randomBytes(KIOSK_ID_BYTES));
  const home = utilityHome(utilityId);
  const offered = await hub.store.transact(home, (sql) =>
    offerKiosk(sql, hub.clock.now(), home, {
      kioskId,
      name: NAME,
      codeHash,
      deviceKey: key.publicBase64,
      actor: "sandbox",
    }),
  );
  return { code, kioskId: offered.kioskId };
}
