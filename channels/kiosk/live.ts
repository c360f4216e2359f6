import type { ShownScreen } from "../../core/hub/kiosk-screen.ts";
import type { Received } from "../../core/hub/receive-input.ts";
import type { IncomingTurn } from "../../core/hub/take-turn.ts";
import { keyOf, kioskLine } from "../../core/ids.ts";
import type { Hub, Metrics } from "../../core/ports.ts";
import { isRefusal, refuse, type Refusal } from "../../core/refusal.ts";
import type { HubSays, KioskSays } from "./protocol.ts";
import { renderChrome, renderView } from "./render.ts";
import { readKioskSays } from "./terminal-says.ts";

export interface LiveParts {
  /** The hub and the terminal of a token; null where none is live. */
  terminalOf(token: string): Promise<{ readonly hub: Hub; readonly kioskId: string } | null>;
  takeTurn(hub: Hub, turn: IncomingTurn): Promise<Received>;
  readScreen(hub: Hub, kioskId: string): Promise<ShownScreen | null>;
  /** Has the reader that the processor drives ask for a card; once a turn, however often it is called. */
  askReader(
    hub: Hub,
    asked: { readonly kioskId: string; readonly rev: number; readonly token: string },
  ): Promise<Received>;
  readonly simulated: readonly string[];
  readonly metrics: Metrics;
  fault(error: unknown): void;
}

/** What a socket can do for us. */
export interface TerminalSocket {
  send(text: string): void;
  close(): void;
}

/** One terminal that is connected. */
export interface Terminal {
  hear(data: unknown): Promise<void>;
  leave(): void;
}

interface Connected {
  readonly socket: TerminalSocket;
  readonly token: string;
  readonly hub: Hub;
  readonly kioskId: string;
  /** What it was last shown, so that only news travels. */
  shown: string;
  chrome: string;
}

/** The sockets of terminals: each is shown where its talk stands, again whenever that changes. */
export class KioskLive {
  readonly #parts: LiveParts;
  readonly #connected = new Set<Connected>();

  constructor(parts: LiveParts) {
    this.#parts = parts;
  }

  join(socket: TerminalSocket): Terminal {
    let connected: Connected | null = null;
    let queue: Promise<void> = Promise.resolve();
    const hear = async (data: unknown): Promise<void> => {
      const said = readKioskSays(data);
      if (isRefusal(said)) return this.#refuse(socket, said);
      if (said.kind === "hello") {
        if (connected !== null) this.#connected.delete(connected);
        connected = await this.#welcome(socket, said);
      } else if (connected === null) {
        this.#refuse(socket, refuse("not_enrolled", "say hello first"));
      } else {
        await this.#take(connected, said);
      }
    };
    return {
      // In the order that it was said: a press must not overtake the one before it.
      hear: (data) => {
        queue = queue
          .then(() => hear(data))
          .catch((error: unknown) => {
            // What could not be kept is not answered: the terminal comes again by itself.
            this.#parts.fault(error);
            socket.close();
          });
        return queue;
      },
      leave: () => {
        if (connected !== null) this.#connected.delete(connected);
        connected = null;
      },
    };
  }

  /** Shows every connected terminal what is new to it: called when something came, and again and again. */
  async refresh(kioskId?: string): Promise<void> {
    const wanted = [...this.#connected].filter(
      (one) => kioskId === undefined || one.kioskId === kioskId,
    );
    await Promise.all(
      wanted.map((one) => this.#show(one).catch((error: unknown) => this.#parts.fault(error))),
    );
  }

  async #welcome(
    socket: TerminalSocket,
    { token, kioskId }: KioskSays & { readonly kind: "hello" },
  ): Promise<Connected | null> {
    const terminal = await this.#parts.terminalOf(token);
    if (terminal === null || terminal.kioskId !== kioskId) {
      this.#refuse(socket, refuse("not_enrolled", "this terminal is not enrolled here"));
      return null;
    }
    const connected: Connected = { ...terminal, socket, token, shown: "", chrome: "" };
    this.#connected.add(connected);
    await this.#show(connected);
    return connected;
  }

  async #take(
    connected: Connected,
    said: Exclude<KioskSays, { readonly kind: "hello" }>,
  ): Promise<void> {
    const { hub, kioskId, token, socket } = connected;
    if ((await this.#parts.terminalOf(token)) === null) {
      this.#connected.delete(connected);
      return this.#refuse(socket, refuse("not_enrolled", "this terminal is enrolled no more"));
    }
    const received = await this.#parts.takeTurn(hub, {
      channel: "kiosk",
      key: keyOf("press", kioskId, said.id),
      from: kioskLine(kioskId),
      to: kioskId,
      input: inputOf(said),
      rev: said.rev,
    });
    this.#parts.metrics.count("kiosk_presses_total", { outcome: received.kind });
    // A press that was seen or is stale is answered with the screen as it stands.
    if (received.kind !== "taken") connected.shown = "";
    await this.#show(connected);
  }

  async #show(connected: Connected): Promise<void> {
    const { hub, kioskId, socket } = connected;
    const screen = await this.#readScreen(hub, kioskId);
    if (screen === null) {
      return this.#refuse(socket, refuse("not_ready", "the utility is not set up yet"));
    }
    const chrome = JSON.stringify(renderChrome(screen, this.#parts.simulated));
    if (chrome !== connected.chrome) socket.send(chrome);
    connected.chrome = chrome;
    const view: HubSays = { kind: "view", view: renderView(screen) };
    // That the service clock runs is no news of a screen that stands still.
    const shown = JSON.stringify(view, (key, value: unknown) => (key === "serviceMs" ? 0 : value));
    if (shown !== connected.shown) socket.send(JSON.stringify(view));
    connected.shown = shown;
  }

  /** What stands on the screen, once a reader that it waits for was told. */
  async #readScreen(hub: Hub, kioskId: string): Promise<ShownScreen | null> {
    const screen = await this.#parts.readScreen(hub, kioskId);
    const token = screen?.cardToken ?? null;
    if (screen === null || token === null) return screen;
    await this.#parts.askReader(hub, { kioskId, rev: screen.rev, token });
    return this.#parts.readScreen(hub, kioskId);
  }

  #refuse(socket: TerminalSocket, { code, message }: Refusal): void {
    this.#parts.metrics.count("kiosk_presses_total", { outcome: code });
    socket.send(JSON.stringify({ kind: "refused", code, message } satisfies HubSays));
  }
}

function inputOf(said: Exclude<KioskSays, { readonly kind: "hello" }>): IncomingTurn["input"] {
  switch (said.kind) {
    case "press":
      return { kind: "chose", option: said.option };
    case "enter":
      return { kind: "digits", keys: said.digits };
    case "idle":
      return { kind: "left" };
  }
}
