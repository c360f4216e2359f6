/**
 * How a command on the same machine writes while a server runs: through a socket in the data directory. Where no server
 * runs, the command takes the server's lock itself and opens the stores.
 */
import { chmodSync, rmSync } from "node:fs";
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { holdServeLock } from "./lock.ts";

/** Carries out one command; a Refusal is a refusal, a throw is a fault. Arguments and results are plain JSON. */
export type Commands = (command: string, args: unknown) => Promise<unknown>;

export interface OpenCommands {
  readonly commands: Commands;
  readonly close: () => Promise<void>;
}

/** A command's message: 10,000 records of an import are under 8 MB. */
const MESSAGE_BYTES_MAX = 64 * 1024 * 1024;
/** The longest path that a socket address holds on every system we run on (sun_path of macOS, less its end). */
const SOCKET_PATH_BYTES_MAX = 103;
/** A server that has the lock but not yet the socket is starting; migrations of a large store take a few seconds. */
const STARTING_WAIT_MS = 10_000;
const STARTING_STEP_MS = 100;

type Reply =
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "refused"; readonly code: string; readonly message: string }
  | { readonly kind: "fault"; readonly message: string };

/** Absolute, or from the working directory where only that is short enough for a socket's address. */
export function controlPath(directory: string): string | Refusal<"path_too_long"> {
  const path = join(directory, "control.sock");
  const short = [path, relative(process.cwd(), path)].find(
    (candidate) => Buffer.byteLength(candidate) <= SOCKET_PATH_BYTES_MAX,
  );
  return (
    short ??
    refuse("path_too_long", `${directory} is too long a path for a socket; use a shorter one`)
  );
}

/**
 * Answers commands at DIR/control.sock until closed. The caller holds the lock of the directory, so a socket that is there
 * already is what a killed server left. Only the owner of the process may connect.
 */
export async function serveControl(
  directory: string,
  commands: Commands,
): Promise<{ readonly close: () => Promise<void> } | Refusal<"path_too_long">> {
  const path = controlPath(directory);
  if (isRefusal(path)) return path;
  rmSync(path, { force: true });
  const server = createServer((incoming, response) => {
    void answer(incoming, response, commands);
  });
  // The socket gets its mode when it is made, and the mask is what decides it: no moment is open to others.
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(path, resolve);
    });
  } finally {
    process.umask(mask);
  }
  chmodSync(path, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  commands: Commands,
): Promise<void> {
  let reply: Reply;
  try {
    const { command, args } = JSON.parse(await textOf(incoming)) as Record<string, unknown>;
    reply = replyOf(await commands(String(command), args));
  } catch (error) {
    reply = { kind: "fault", message: error instanceof Error ? error.message : String(error) };
  }
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(reply));
}

function replyOf(result: unknown): Reply {
  if (!isRefusal(result)) return { kind: "done", result };
  return { kind: "refused", code: result.code, message: result.message };
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError("a chunk that is not bytes");
    bytes += chunk.length;
    if (bytes > MESSAGE_BYTES_MAX) throw new RangeError("the message is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Where commands go: the server's socket, or stores this process has opened under the server's lock. */
export async function connectCommands(
  directory: string,
  open: () => Promise<OpenCommands | Refusal>,
): Promise<OpenCommands | Refusal> {
  const path = controlPath(directory);
  if (isRefusal(path)) return path;
  for (let waitedMs = 0; ; waitedMs += STARTING_STEP_MS) {
    if (await answers(path)) {
      return { commands: (command, args) => send(path, command, args), close: async () => {} };
    }
    const lock = holdServeLock(directory);
    if (!isRefusal(lock)) {
      return openUnder(lock, open);
    }
    if (waitedMs >= STARTING_WAIT_MS) return lock;
    await sleep(STARTING_STEP_MS);
  }
}

async function openUnder(
  lock: { release(): void },
  open: () => Promise<OpenCommands | Refusal>,
): Promise<OpenCommands | Refusal> {
  let opened: OpenCommands | Refusal;
  try {
    opened = await open();
  } catch (error) {
    lock.release();
    throw error;
  }
  if (isRefusal(opened)) {
    lock.release();
    return opened;
  }
  const writer = opened;
  return {
    // In the form in which it would have come through the socket.
    commands: async (command, args) => {
      const result = await writer.commands(command, throughJson(args));
      return isRefusal(result) ? result : throughJson(result);
    },
    close: async () => {
      try {
        await writer.close();
      } finally {
        lock.release();
      }
    },
  };
}

function throughJson(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

/** Whether a server runs on the directory. */
export async function answersCommands(directory: string): Promise<boolean> {
  const path = controlPath(directory);
  return !isRefusal(path) && answers(path);
}

/** True where a server listens; a socket file that nobody answers is left from one that was killed. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => {
      resolve(false);
    });
  });
}

async function send(path: string, command: string, args: unknown): Promise<unknown> {
  const sent = request({ socketPath: path, method: "POST", agent: false });
  sent.end(JSON.stringify({ command, args }));
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const reply = JSON.parse(await textOf(response)) as Reply;
  if (reply.kind === "fault") throw new Error(reply.message);
  return reply.kind === "refused" ? refuse(reply.code, reply.message) : reply.result;
}
