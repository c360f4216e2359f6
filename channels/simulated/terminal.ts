import { createPrivateKey, sign } from "node:crypto";

/** How the hub's own surface is posted to; a throw is a hub that can't be reached. */
export type PostEvent = (body: string, headers: Record<string, string>) => Promise<number>;

export type SimulatedAcceptor = "ready" | "reading" | "rejected" | "full" | "jammed" | "away";
export type SimulatedReader = "ready" | "reading" | "away";

export interface TerminalOptions {
  readonly kioskId: string;
  readonly currency: string;
  /** PKCS #8 of the Ed25519 key whose other half is enrolled. */
  readonly privatePem: string;
  readonly nowMs: () => number;
  readonly post: PostEvent;
  /** Waits before the same event is told again. */
  readonly pause: (ms: number) => Promise<void>;
  /** Told when something of the devices changed. */
  readonly changed: () => void;
}

/** An event that is not answered is told again, the same: while that goes on the note stays in escrow. */
const TRIES = 3;
const TRY_AGAIN_MS = 250;

/** Answers after which the same event may yet be taken: the hub could not keep it. */
function mayCome(status: number): boolean {
  return status >= 500;
}

/**
 * The acceptor and the card reader of a simulated terminal: devices with a key of their own, whose events go through the hub's
 * own route. A note is stacked only once the hub has it; without that it is given back.
 */
export class SimulatedTerminal {
  readonly #options: TerminalOptions;
  readonly #key: ReturnType<typeof createPrivateKey>;
  #sequence = 0;
  #acceptor: SimulatedAcceptor = "away";
  #reader: SimulatedReader = "away";
  #lastNote: "stacked" | "returned" | null = null;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#key = createPrivateKey(options.privatePem);
  }

  view() {
    const { kioskId } = this.#options;
    return {
      kioskId,
      acceptor: this.#acceptor,
      reader: this.#reader,
      lastNote: this.#lastNote,
    };
  }

  /** Both devices say that they are there. */
  async start(): Promise<void> {
    await this.setAcceptor("ready");
    await this.setReader("ready");
  }

  async setAcceptor(state: SimulatedAcceptor): Promise<void> {
    this.#acceptor = state;
    await this.#tell({ kind: "acceptor", state });
  }

  async setReader(state: SimulatedReader): Promise<void> {
    this.#reader = state;
    await this.#tell({ kind: "reader", state });
  }

  /** A note goes in: into the box for good, or back out. Resolves with which. */
  async note(minor: number): Promise<"stacked" | "returned"> {
    if (this.#acceptor !== "ready" && this.#acceptor !== "rejected") return this.#came("returned");
    this.#acceptor = "reading";
    this.#options.changed();
    const { currency } = this.#options;
    const isKept = await this.#tell({ kind: "note_stacked", minor, currency });
    this.#acceptor = "ready";
    return this.#came(isKept ? "stacked" : "returned");
  }

  /** A note that the acceptor does not know: it comes back, and the screen says so. */
  async unknownNote(): Promise<void> {
    this.#acceptor = "rejected";
    this.#came("returned");
    await this.#tell({ kind: "note_rejected" });
  }

  /** A card is held to the reader: all that leaves it is a token that can be charged once. */
  async card(token: string): Promise<void> {
    if (this.#reader !== "ready") return;
    await this.#tell({ kind: "card_presented", token });
    await this.#tell({ kind: "card_removed" });
  }

  #came(what: "stacked" | "returned"): "stacked" | "returned" {
    this.#lastNote = what;
    this.#options.changed();
    return what;
  }

  /** True when the hub has it. The sequence goes up over restarts too, as it begins at the clock. */
  async #tell(event: Readonly<Record<string, unknown>>): Promise<boolean> {
    this.#options.changed();
    this.#sequence = Math.max(this.#sequence + 1, this.#options.nowMs());
    const body = JSON.stringify({ ...event, sequence: this.#sequence });
    for (let tries = 1; ; tries += 1) {
      const status = await this.#options.post(body, this.#signed(body)).catch(() => 503);
      if (!mayCome(status)) return status === 200;
      if (tries === TRIES) return false;
      await this.#options.pause(TRY_AGAIN_MS);
    }
  }

  #signed(body: string): Record<string, string> {
    const timestamp = String(Math.floor(this.#options.nowMs() / 1000));
    const bytes = sign(null, Buffer.from(`${timestamp}|${body}`), this.#key);
    return {
      "content-type": "application/json",
      "x-kiosk-id": this.#options.kioskId,
      "x-kiosk-timestamp": timestamp,
      "x-kiosk-signature": bytes.toString("base64"),
    };
  }
}
