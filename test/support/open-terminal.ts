/** A terminal of a running server, without its looks: it enrols by the sandbox's code, shows what it is told, and presses. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type {
  EnrolAnswers,
  HubSays,
  KioskSays,
  SandboxCode,
  View,
} from "../../channels/kiosk/protocol.ts";

type Acts = Exclude<KioskSays, { readonly kind: "hello" }>;

export async function enrolTerminal(url: string, utilityId: string): Promise<EnrolAnswers> {
  const offered = await fetch(`${url}/kiosk/sandbox-code?utility=${utilityId}`);
  const { code } = (await offered.json()) as SandboxCode;
  const answer = await fetch(`${url}/kiosk/enrol`, {
    method: "POST",
    body: JSON.stringify({ code }),
  });
  return (await answer.json()) as EnrolAnswers;
}

export class OpenTerminal {
  readonly #socket: WebSocket;
  readonly heard: HubSays[] = [];

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      this.heard.push(JSON.parse(String(data)) as HubSays);
    });
  }

  static async open(url: string, enrolled: EnrolAnswers): Promise<OpenTerminal> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/kiosk/live`);
    const terminal = new OpenTerminal(socket);
    await once(socket, "open");
    socket.send(JSON.stringify({ kind: "hello", ...enrolled } satisfies KioskSays));
    return terminal;
  }

  get view(): View | undefined {
    return this.heard.findLast((said) => said.kind === "view")?.view;
  }

  get screen(): string | undefined {
    return this.view?.screen;
  }

  press(option: string, id = randomUUID()): void {
    this.say({ kind: "press", id, rev: this.view?.rev ?? 0, option, source: "touch" });
  }

  enter(digits: string): void {
    const id = randomUUID();
    this.say({ kind: "enter", id, rev: this.view?.rev ?? 0, digits, source: "keypad" });
  }

  say(said: Acts): void {
    this.#socket.send(JSON.stringify(said));
  }

  sayRaw(text: string): void {
    this.#socket.send(text);
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  close(): void {
    this.#socket.close();
  }
}
