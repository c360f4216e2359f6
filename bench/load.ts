/** Load over HTTP that costs as little as it can itself: requests made beforehand, posted over kept connections. */
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";

export const CONNECTIONS = 32;
/** Nearer than this a timer is of no use; the request goes at once. */
const TIMER_MS = 1;
/** Linux counts a process's CPU time in hundredths of a second. */
const TICK_US = 10_000;
const HEAD_END = "\r\n\r\n";

/** A whole POST request as it goes over the wire. */
export function postOf(
  path: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Buffer {
  const bytes = Buffer.from(body);
  const lines = [
    `POST ${path} HTTP/1.1`,
    "host: 127.0.0.1",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${String(bytes.byteLength)}`,
  ];
  return Buffer.concat([Buffer.from(lines.join("\r\n") + HEAD_END), bytes]);
}

/**
 * Posts all requests and gives how long each took, in ms. Without `perSecond` every connection sends as soon as it was
 * answered; with it requests are due at an even pace, and one that waits for a free connection has waited too.
 */
export async function postAll(
  url: string,
  requests: readonly Buffer[],
  perSecond?: number,
): Promise<number[]> {
  const { port } = new URL(url);
  const tookMs: number[] = [];
  const startedMs = performance.now();
  let next = 0;
  async function work(): Promise<void> {
    const wire = new Wire(Number(port));
    for (let at = next++; at < requests.length; at = next++) {
      const request = requests[at];
      if (request === undefined) break;
      let fromMs = performance.now();
      if (perSecond !== undefined) {
        const dueMs = startedMs + (at * 1000) / perSecond;
        if (dueMs - fromMs > TIMER_MS) await setTimeout(dueMs - fromMs);
        fromMs = dueMs;
      }
      await wire.ask(request);
      tookMs.push(performance.now() - fromMs);
    }
    wire.close();
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return tookMs;
}

/** One kept connection with one request under way at most; a server that tires of an idle one is called again. */
class Wire {
  readonly #port: number;
  #socket: Socket | null = null;
  #got = "";
  #answered: (() => void) | null = null;
  #failed: ((error: Error) => void) | null = null;

  constructor(port: number) {
    this.#port = port;
  }

  ask(request: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket ??= this.#call();
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#failed = null;
    this.#socket?.destroy();
  }

  #call(): Socket {
    const socket = connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    socket.setEncoding("latin1");
    socket.on("data", (data: string) => this.#take(data));
    socket.on("error", (error) => this.#failed?.(error));
    socket.on("close", () => {
      this.#socket = null;
      this.#failed?.(new Error("the server closed a connection"));
    });
    return socket;
  }

  #take(data: string): void {
    this.#got += data;
    const end = this.#got.indexOf(HEAD_END);
    if (end === -1) return;
    const head = this.#got.slice(0, end);
    const length = /^content-length: (\d+)/im.exec(head)?.[1];
    const whole =
      length === undefined
        ? this.#got.endsWith(`0${HEAD_END}`)
        : this.#got.length >= end + HEAD_END.length + Number(length);
    if (!whole) return;
    const answer = this.#got;
    this.#got = "";
    const failed = this.#failed;
    this.#failed = null;
    if (/^HTTP\/1\.1 20\d /.test(head)) this.#answered?.();
    else failed?.(new Error(answer));
  }
}

/** CPU time that a process has used so far, its threads included. */
export function cpuUsOf(processId: number): number {
  // After the name in brackets, which may hold blanks: fields 14 and 15, user and system ticks.
  const fields = readFileSync(`/proc/${String(processId)}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_US;
}
