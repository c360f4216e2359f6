/**
 * baresip as the telephone: a softphone of other people's, worked by its control port (ctrl_tcp: JSON in netstrings) and heard by
 * the WAV file that it records while it talks.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Ear } from "./ear.ts";
import type { Peer } from "./message.ts";
import type { Phone } from "./phone.ts";
import { fromWave, SAMPLES_A_SECOND, toWave } from "./voice.ts";

/** Where the packages of Linux put its modules. */
const MODULE_PATHS = [
  "/usr/lib/baresip/modules",
  "/usr/lib/x86_64-linux-gnu/baresip/modules",
  "/usr/lib/aarch64-linux-gnu/baresip/modules",
  "/usr/local/lib/baresip/modules",
];
const STARTS_WITHIN_MS = 10_000;
const ANSWERED_WITHIN_MS = 20_000;
const LOOK_MS = 100;
/** Of 20 ms: those it waits for, and the most that it keeps. */
const JITTER_FRAMES = "1-200";
/** It hangs up where the file that is its microphone ends, and no call of the tests is longer. */
const SILENCE_SAMPLES = SAMPLES_A_SECOND * 60 * 5;

export interface BaresipOptions {
  readonly number: string;
  readonly carrier: Peer;
  /** Any free port of the loopback. */
  readonly controlPort: number;
  /** The program; another for tests. */
  readonly program?: readonly string[];
}

/** The files that make it talk on the loopback alone, hear nothing of the machine's own and record what it hears. */
export function baresipFiles(
  { number, carrier, controlPort }: BaresipOptions,
  at: { readonly directory: string; readonly modules: string },
): { readonly config: string; readonly accounts: string } {
  const modules = ["g711", "aufile", "aubridge", "sndfile", "account", "menu", "ctrl_tcp"];
  const apps = new Set(["account", "menu", "ctrl_tcp"]);
  const config = [
    "sip_listen 127.0.0.1:0",
    "net_interface 127.0.0.1",
    `module_path ${at.modules}`,
    ...modules.map((name) => `${apps.has(name) ? "module_app" : "module"} ${name}.so`),
    `ctrl_tcp_listen 127.0.0.1:${String(controlPort)}`,
    `audio_source aufile,${join(at.directory, "silence.wav")}`,
    "audio_player aubridge,nothing",
    "audio_alert aubridge,nothing",
    "audio_srate 8000-8000",
    "audio_channels 1-1",
    // Frames that a busy machine sends late come many at a time; what is let go would not be heard.
    `jitter_buffer_delay ${JITTER_FRAMES}`,
    `snd_path ${join(at.directory, "heard")}`,
    "",
  ].join("\n");
  const host = `${carrier.host}:${String(carrier.port)}`;
  return {
    config,
    accounts: `<sip:${number}@${host}>;regint=0;audio_codecs=PCMU;dtmfmode=rtpevent\n`,
  };
}

/** JSON in a netstring, as its control port takes and gives it. */
export function writeNetstring(value: unknown): string {
  const text = JSON.stringify(value);
  return `${String(Buffer.byteLength(text))}:${text},`;
}

/** The whole messages at the start of what came, and what is left of it. */
export function readNetstrings(bytes: Buffer): {
  readonly messages: unknown[];
  readonly rest: Buffer;
} {
  const messages: unknown[] = [];
  let rest = bytes;
  for (;;) {
    const [head, length] = /^(\d{1,7}):/.exec(rest.toString("latin1", 0, 9)) ?? [];
    if (head === undefined) return { messages, rest };
    const end = head.length + Number(length);
    if (rest.length <= end) return { messages, rest };
    messages.push(JSON.parse(rest.toString("utf8", head.length, end)));
    rest = rest.subarray(end + 1);
  }
}

interface Told {
  readonly event?: boolean;
  readonly type?: string;
  readonly param?: string;
}

export class BaresipPhone implements Phone {
  readonly name = "baresip";
  readonly statuses: number[] = [];
  readonly #options: BaresipOptions;
  readonly #directory: string;
  readonly #child: ChildProcess;
  readonly #socket: Socket;
  readonly #ear: Ear;
  readonly #told: Told[] = [];
  #rest: Buffer = Buffer.alloc(0);

  private constructor(
    options: BaresipOptions,
    directory: string,
    ends: { child: ChildProcess; socket: Socket },
  ) {
    this.#options = options;
    this.#directory = directory;
    this.#child = ends.child;
    this.#socket = ends.socket;
    this.#ear = new Ear({ heardSince: (sample) => this.#heard().subarray(sample) });
    this.#socket.on("data", (bytes) => {
      const { messages, rest } = readNetstrings(Buffer.concat([this.#rest, bytes]));
      this.#rest = rest;
      this.#told.push(...(messages as Told[]));
    });
    // Its end is told by what it says; a closed control port is no news.
    this.#socket.on("error", () => undefined);
  }

  static async open(options: BaresipOptions): Promise<BaresipPhone> {
    const directory = mkdtempSync(join(tmpdir(), "switchboard-baresip-"));
    mkdirSync(join(directory, "heard"));
    const modules = MODULE_PATHS.find((path) => existsSync(path)) ?? MODULE_PATHS[0] ?? "";
    const { config, accounts } = baresipFiles(options, { directory, modules });
    writeFileSync(join(directory, "config"), config);
    writeFileSync(join(directory, "accounts"), accounts);
    writeFileSync(join(directory, "contacts"), "");
    writeFileSync(join(directory, "silence.wav"), toWave(new Int16Array(SILENCE_SAMPLES)));
    const [program = "baresip", ...words] = options.program ?? ["baresip"];
    const child = spawn(program, [...words, "-f", directory], { stdio: "ignore" });
    const socket = await connected(options.controlPort, child);
    return new BaresipPhone(options, directory, { child, socket });
  }

  /** How long the file lasts that is its microphone. */
  get speaksForMs(): number {
    const wave = fromWave(readFileSync(join(this.#directory, "silence.wav")));
    return (wave.length * 1_000) / SAMPLES_A_SECOND;
  }

  async dial(number: string): Promise<number> {
    const { host, port } = this.#options.carrier;
    this.#send("dial", `sip:${number}@${host}:${String(port)}`);
    const ended = await this.#event(["CALL_ESTABLISHED", "CALL_CLOSED"], ANSWERED_WITHIN_MS);
    // Of a refusal it gives the line of the answer, as "486 Busy Here".
    const status = ended.type === "CALL_ESTABLISHED" ? 200 : Number.parseInt(ended.param ?? "", 10);
    this.statuses.push(Number.isNaN(status) ? 0 : status);
    return this.statuses.at(-1) ?? 0;
  }

  hear(sound: Int16Array, withinMs: number): Promise<number> {
    return this.#ear.hear(sound, withinMs);
  }

  key(keys: string): void {
    if (keys !== "") this.#send("sndcode", keys);
  }

  async hangUp(): Promise<number> {
    this.#send("hangup", "");
    await this.#event(["CALL_CLOSED"], ANSWERED_WITHIN_MS);
    return 200;
  }

  close(): void {
    this.#socket.destroy();
    this.#child.kill();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #send(command: string, params: string): void {
    this.#socket.write(writeNetstring({ command, params, token: command }));
  }

  /** The next event of one of these kinds; what came before it is used up. */
  async #event(types: readonly string[], withinMs: number): Promise<Told> {
    const untilMs = performance.now() + withinMs;
    while (performance.now() < untilMs) {
      const at = this.#told.findIndex(({ type = "" }) => types.includes(type));
      const found = this.#told[at];
      if (found !== undefined) {
        this.#told.splice(0, at + 1);
        return found;
      }
      await sleep(LOOK_MS);
    }
    throw new Error(`baresip did not say ${types.join(" or ")}`);
  }

  /** What it has recorded of the other end so far. */
  #heard(): Int16Array {
    const folder = join(this.#directory, "heard");
    const name = readdirSync(folder).find((file) => file.endsWith("-dec.wav"));
    if (name === undefined) return new Int16Array(0);
    const wave = readFileSync(join(folder, name));
    try {
      return fromWave(wave);
    } catch {
      // The head of the file is not written yet.
      return new Int16Array(0);
    }
  }
}

async function connected(port: number, child: ChildProcess): Promise<Socket> {
  for (
    let waitedMs = 0;
    waitedMs < STARTS_WITHIN_MS && child.exitCode === null;
    waitedMs += LOOK_MS
  ) {
    const socket = connect(port, "127.0.0.1");
    const isUp = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    if (isUp) return socket;
    socket.destroy();
    await sleep(LOOK_MS);
  }
  child.kill();
  throw new Error("baresip did not start");
}
