/** The sandbox's own terminals: one a utility, enrolled with nothing typed, whose devices a page puts its hands to. */
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { CarrierKey } from "../../channels/simulated/key.ts";
import type { KioskView, PageSays } from "../../channels/simulated/protocol.ts";
import { SimulatedTerminal } from "../../channels/simulated/terminal.ts";
import type { SandboxCode } from "../../channels/kiosk/protocol.ts";
import { offerKiosk } from "../../core/hub/enrol-kiosk.ts";
import { utilityHome } from "../../core/ids.ts";
import type { Hub } from "../../core/ports.ts";
import { refuse } from "../../core/refusal.ts";
import { hashToken } from "../api-key.ts";
import { CODE_BYTES, KIOSK_ID_BYTES, makeCode, makeKioskId } from "../kiosk.ts";
import type { Request } from "../start-ends.ts";

/** The name that every sandbox's terminal has. */
const NAME = "Sandbox terminal";

/** Notes that a hand in the town has. */
const NOTES = [100, 500, 1000, 2000, 5000].map((minor) => ({
  minor,
  text: `$${String(minor / 100)}`,
}));

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
  const terminals = new Map<string, SimulatedTerminal>();
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
        const terminal = new SimulatedTerminal({
          kioskId,
          currency: "USD",
          privatePem: key.privatePem,
          nowMs: Date.now,
          pause: (ms) => sleep(ms),
          changed: () => undefined,
          async post(body, headers) {
            return (await request("/hooks/kiosk", { method: "POST", body, headers })).status;
          },
        });
        terminals.set(hub.utilityId, terminal);
        await terminal.start();
      }
    },
    view: () =>
      [...terminals].map(([utilityId, one]) => ({ utilityId, ...one.view(), notes: NOTES })),
    hear(said) {
      const terminal = terminals.get(said.utilityId);
      if (terminal === undefined) return false;
      void act(terminal, said).catch(report);
      return true;
    },
  };
}

async function act(terminal: SimulatedTerminal, said: KioskAsk): Promise<void> {
  switch (said.kind) {
    case "kiosk_note":
      if (NOTES.some(({ minor }) => minor === said.minor)) await terminal.note(said.minor);
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
