/** What the two commands that serve have in common: where to listen, and how to say so. */
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
import { type Given, type Outcome, refusedOutcome, type Terminal, UsageError } from "../command.ts";

export const listeningOptions = { host: { type: "string" }, port: { type: "string" } } as const;

export const listeningHelp: readonly string[] = [
  "  --host HOST            where to listen ($HOST, else 127.0.0.1: this machine only)",
  "  --port PORT            ($PORT, else 8787)",
];

export interface Address {
  readonly host: string;
  readonly port: number;
}

const PORT = 8787;
const PORT_MAX = 65_535;

export function addressOf(given: Given, terminal: Terminal): Address {
  const { environment } = terminal;
  const host = given.text("host") ?? (environment["HOST"] || "127.0.0.1");
  const text = given.text("port") ?? (environment["PORT"] || String(PORT));
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= PORT_MAX))
    throw new UsageError(`a port is a number from 0 to 65535, not "${text}"`);
  return { host, port };
}

/** A server that runs; `stopped` resolves after it was told to end and has ended in order. */
export interface Serving {
  readonly url: string;
  readonly stopped: Promise<void>;
}

/** Says that it serves, and stays until it is told to end. */
export async function untilStopped(
  serving: Serving | Refusal,
  { json, terminal, lines }: { json: boolean; terminal: Terminal; lines: readonly string[] },
): Promise<Outcome | null> {
  if (isRefusal(serving)) return refusedOutcome(serving);
  if (json) terminal.out(JSON.stringify({ ok: true, url: serving.url, lines }));
  else for (const line of [...lines, `Listening at ${serving.url}`]) terminal.out(line);
  await serving.stopped;
  return null;
}
