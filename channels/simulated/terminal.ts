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

/** What a device says of itself is told again so often; what it says next makes up for it. */
const TRIES = 3;
const TRY_AGAIN_MS = 250;
/** A note is told of till it is answered, each time twice as late, and at least so often. */
const TRY_AGAIN_MAX_MS = 4_000;

/** Answers that leave open whether the hub has the event: it may have kept it and failed after that. */
function isOpen(status: number): boolean {
  return status >= 500;
}

type Came = "stacked" | "returned";

/**
 * The acceptor and the card reader of a simulated terminal: devices with a key of their own, whose events go through the hub's
 * own route. A note is given back only where the hub says that it has not taken it: one whose answer is lost may be counted, so that
 * it stays where it is, and the same signed event asks again till there is an answer.
 */
export class SimulatedTerminal {
  readonly #options: TerminalOptions;
  readonly #key: ReturnType<typeof createPrivateKey>;
  #sequence = 0;
  #acceptor: SimulatedAcceptor = "away";
  #reader: SimulatedReader = "away";
  #lastNote: Came | "asking" | null = null;

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

  async setAcceptor(state: SimulatedAcceptor): Promise<void> {
    this.#acceptor = state;
    await this.#tell({ kind: "acceptor", state });
  }

  async setReader(state: SimulatedReader): Promise<void> {
    this.#reader = state;
    await this.#tell({ kind: "reader", state });
  }

  /** A note goes in: into the box for good, or back out. Resolves with which, and not before that is known. */
  async note(minor: number): Promise<Came> {
    // A second note while one is asked for comes back at once, and says nothing of the first.
    if (this.#acceptor === "reading") return "returned";
    if (this.#acceptor !== "ready" && this.#acceptor !== "rejected") return this.#came("returned");
    this.#acceptor = "reading";
    const { currency } = this.#options;
    const body = this.#next({ kind: "note_stacked", minor, currency });
    const isKept = await this.#ask(body);
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

  #came(what: Came): Came {
    this.#lastNote = what;
    this.#options.changed();
    return what;
  }

  /** Says how a device stands; what is not heard is made up for by what it says next. */
  async #tell(event: Readonly<Record<string, unknown>>): Promise<void> {
    const body = this.#next(event);
    for (let tries = 1; tries <= TRIES; tries += 1) {
      if (!isOpen(await this.#post(body))) return;
      await this.#options.pause(TRY_AGAIN_MS);
    }
  }

  /** True when the hub has it, false when it says that it has not; asked till it says either, in the same words. */
  async #ask(body: string): Promise<boolean> {
    for (let waitMs = TRY_AGAIN_MS; ; waitMs = Math.min(2 * waitMs, TRY_AGAIN_MAX_MS)) {
      const status = await this.#post(body);
      if (!isOpen(status)) return status === 200;
      this.#lastNote = "asking";
      this.#options.changed();
      await this.#options.pause(waitMs);
    }
  }

  /** The sequence goes up over restarts too, as it begins at the clock. */
  #next(event: Readonly<Record<string, unknown>>): string {
    this.#options.changed();
    this.#sequence = Math.max(this.#sequence + 1, this.#options.nowMs());
    return JSON.stringify({ ...event, sequence: this.#sequence });
  }

  /** The answer's status; one that was lost is as open as a fault. */
  async #post(body: string): Promise<number> {
    return this.#options.post(body, this.#signed(body)).catch(() => 503);
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
