/** Switchboard as it is started: each command a process of its own, a server until it is told to end or killed. */
import { type ChildProcessByStdio, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Readable } from "node:stream";

const launcher = join(import.meta.dirname, "../../hosts/node/switchboard.js");

export type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** The environment of a process of the tests, without what the machine may have that makes an end real or takes a port. */
function bare(environment: Environment): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, ...environment };
}

/** Runs one command to its end; it may be limited as a server is. */
export function switchboard(
  directory: string,
  words: readonly string[],
  environment: Environment = {},
  fileLimitKb?: number,
): Promise<Ended> {
  const [program, given] = startOf([launcher, ...words], fileLimitKb);
  const options = { cwd: directory, env: bare(environment), maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    const child = execFile(program, given, options, (_error, out, err) => {
      resolve({ status: child.exitCode, out, err });
    });
  });
}

/**
 * Below every port that a system gives away by itself: one of those may be given to somebody else between its finding and its use,
 * or while a server that had it starts again.
 */
const PORTS_FROM = 20_000;
/** Each worker of the tests takes from its own, so that no two find the same one free. */
const PORTS_A_WORKER = 500;
const WORKERS = 20;
let asked = process.pid;

/** A port of the loopback that is free, and is given to nobody else. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env["VITEST_POOL_ID"] ?? 0) % WORKERS;
  for (let tried = 0; tried < PORTS_A_WORKER; tried += 1) {
    asked += 1;
    const port = PORTS_FROM + worker * PORTS_A_WORKER + (asked % PORTS_A_WORKER);
    if (await isFree(port)) return port;
  }
  throw new Error("no port is free");
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

export interface ServerStart {
  readonly directory: string;
  /** What follows the command: options of serve, or of sandbox. */
  readonly words: readonly string[];
  readonly environment?: Environment;
  readonly command?: "serve" | "sandbox";
  /** What is started in place of Switchboard's own launcher. */
  readonly program?: string;
  /** The largest file it may write, in KiB; the write beyond it fails as on a broken disk. */
  readonly fileLimitKb?: number;
}

/** A server, from its start on. */
export class ServerProcess {
  /** Resolves once it listens; rejects with what it said where it ends before. */
  readonly listening: Promise<string>;
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #exited: Promise<number | null>;
  #said = "";

  constructor(start: ServerStart) {
    const words = [start.program ?? launcher, start.command ?? "serve", ...start.words, "--json"];
    const [program, given] = startOf(words, start.fileLimitKb);
    this.#child = spawn(program, given, {
      cwd: start.directory,
      env: bare(start.environment ?? {}),
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child.stderr.on("data", (data: Buffer) => (this.#said += data.toString()));
    this.#exited = once(this.#child, "close").then(([code]) => code as number | null);
    this.listening = this.#listen();
    // Whoever kills it before it listens does not wait for that.
    this.listening.catch(() => undefined);
  }

  /** Starts one and waits until it listens. */
  static async start(start: ServerStart): Promise<ServerProcess> {
    const server = new ServerProcess(start);
    await server.listening;
    return server;
  }

  async #listen(): Promise<string> {
    let out = "";
    this.#child.stdout.on("data", (data: Buffer) => (out += data.toString()));
    while (!out.includes("\n")) {
      const ended = await Promise.race([
        once(this.#child.stdout, "data").then(() => false),
        this.#exited.then(() => true),
      ]);
      if (ended) throw new Error(`the server ended: ${out}${this.#said}`);
    }
    const { url } = JSON.parse(out.slice(0, out.indexOf("\n"))) as { url?: string };
    if (url === undefined) throw new Error(`the server did not start: ${out}${this.#said}`);
    return url;
  }

  get processId(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error("the server could not be started");
    return pid;
  }

  /** What it wrote for people. */
  get said(): string {
    return this.#said;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Ends it as a power cut does: not a line of its own runs any more. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exited;
  }

  /** Tells it to end, and gives its exit status. */
  async stop(signal: "SIGTERM" | "SIGINT" = "SIGTERM"): Promise<number | null> {
    this.#child.kill(signal);
    return this.#exited;
  }
}

/** Node ignores SIGXFSZ, so that a write beyond the limit answers EFBIG, which SQLite takes for a broken disk. */
function startOf(words: readonly string[], fileLimitKb?: number): [string, string[]] {
  if (fileLimitKb === undefined) return [process.execPath, [...words]];
  const script = 'ulimit -f "$1" && shift && exec "$@"';
  return ["bash", ["-c", script, "limited", String(fileLimitKb), process.execPath, ...words]];
}
