/** A utility with households of its own making, served as a real process against a carrier end; and what its bills must be. */
import { vi } from "vitest";
import { localDay } from "../../core/instant.ts";
import { CarrierEnd } from "./carrier-end.ts";
import { freePort, ServerProcess } from "./server-process.ts";
import { type Edit, UtilityDirectory, utilityNumber, withNumber } from "./utility-directory.ts";

const HOUR_MS = 3_600_000;
const REST_MS = 30_000;
const ZONE = "America/New_York";
/** 0.1625 a kWh and 0.35 a day, in 1e-9 and 1e-6 of a dollar. */
const PRICE_NANO = 162_500_000n;
const FIXED_UNITS = 350_000;
const SERVE_WORDS = ["--config", "switchboard.toml", "--data", "data"];
const tariffs = `id,version,commodity,unit,currency,price,fixed_per_day,effective_from
home,1,electricity,kWh,USD,0.1625,0.35,2024-01-01
`;

export interface Household {
  readonly account: string;
  readonly phone: string;
  readonly meter: string;
  readonly label: string;
  /** 1e-6 of a dollar. */
  readonly openingUnits: number;
}

/** An hour of use, or of fewer minutes. */
export interface HourRead {
  readonly meter: string;
  readonly startMs: number;
  readonly minutes?: number;
  readonly quantityMicro: number;
}

export function households(count: number): Household[] {
  return Array.from({ length: count }, (_, at) => ({
    account: `A-${String(1001 + at)}`,
    phone: `+1202555${String(1000 + at)}`,
    meter: `E-${String(5001 + at)}`,
    label: `Oak St ${String(1 + at)}`,
    openingUnits: 30_000_000 + at * 1_250_000,
  }));
}

/** The first of `count` whole hours of which the last ended an hour ago or less. */
export function hoursBefore(nowMs: number, count: number): number {
  return (Math.floor(nowMs / HOUR_MS) - count) * HOUR_MS;
}

export function hourStart(firstMs: number, at: number): number {
  return firstMs + at * HOUR_MS;
}

export function wireRead({ meter, startMs, minutes = 60, quantityMicro }: HourRead) {
  return {
    meter,
    start: new Date(startMs).toISOString(),
    minutes,
    quantity: (quantityMicro / 1e6).toFixed(6),
  };
}

/** What was used costs, in 1e-6 of a dollar, by the tariff above: energy rounded once, and a charge for each local day. */
export function costUnits(movedInDay: string, reads: readonly HourRead[]): number {
  if (reads.length === 0) return 0;
  const micro = reads.reduce((sum, read) => sum + BigInt(read.quantityMicro), 0n);
  const energy = Number((micro * PRICE_NANO + 500_000_000n) / 1_000_000_000n);
  const last = localDay(ZONE, Math.max(...reads.map((read) => read.startMs)));
  const days = (Date.parse(last) - Date.parse(movedInDay)) / (24 * HOUR_MS) + 1;
  return energy + days * FIXED_UNITS;
}

/** "$12.34", as a text shows it: whole cents, never more than there is. */
export function dollars(units: number): string {
  const cents = Math.floor(units / 10_000);
  const text = `$${String(Math.floor(Math.abs(cents) / 100))}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
  return cents < 0 ? `-${text}` : text;
}

export interface Founding {
  readonly households: readonly Household[];
  readonly movedInMs: number;
  readonly edits?: readonly Edit[];
  readonly zone?: string;
  /** Whether the meters have a switch, and customers have agreed to be told before it is used. */
  readonly isSwitched?: boolean;
  /** Whether customers have not agreed to texts, though their meters have a switch. */
  readonly isUntexted?: boolean;
  /** A rule pack, by its id, that the utility goes by from the start. */
  readonly pack?: object;
  /** What follows `serve --config F --data DIR --port P`. */
  readonly words?: readonly string[];
}

export interface Serving {
  /** Put over what the carrier end calls for. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly fileLimitKb?: number;
  readonly program?: string;
}

function stateOf(rows: readonly object[]): string[] {
  return rows.map((row) => ("state" in row ? String(row.state) : ""));
}

/** A utility's directory with its carrier end, and the server that runs on it now. */
export class ServedUtility {
  readonly directory = new UtilityDirectory();
  readonly carrier: CarrierEnd;
  readonly movedInDay: string;
  readonly #port: number;
  readonly #words: readonly string[];
  #server: ServerProcess | null = null;

  private constructor(carrier: CarrierEnd, port: number, founding: Founding) {
    this.carrier = carrier;
    this.#port = port;
    this.#words = founding.words ?? [];
    this.movedInDay = localDay(founding.zone ?? ZONE, founding.movedInMs);
  }

  /** init, an edit, import of tariffs and accounts; nothing runs yet. */
  static async found(founding: Founding): Promise<ServedUtility> {
    const utility = new ServedUtility(await CarrierEnd.open(), await freePort(), founding);
    const { directory, movedInDay } = utility;
    const { edits = [], zone = ZONE, isSwitched = false, isUntexted = false, pack } = founding;
    await directory.configure([withNumber, [`zone = "${ZONE}"`, `zone = "${zone}"`], ...edits]);
    const of = ["--utility", "my-utility"];
    if (pack !== undefined) await directory.import("rules", "pack.json", JSON.stringify(pack), of);
    await directory.import("tariffs", "tariffs.csv", tariffs, of);
    const texts = isUntexted ? "no," : `yes,paper form ${movedInDay}`;
    const agreed = isSwitched ? `yes,${texts}` : "no,no,";
    const lines = founding.households.map(
      ({ account, phone, meter, label, openingUnits }) =>
        `${account},Household ${account},${phone},${label},electricity,${meter},home,prepaid,${(openingUnits / 1e6).toFixed(2)},sim_visa_4242 Visa 4242,${movedInDay},${agreed}`,
    );
    const columns =
      "account,name,phone,address,commodity,meter,tariff,mode,balance,card,moved_in,remote_switch,texts,texts_source";
    await directory.import("accounts", "accounts.csv", [columns, ...lines, ""].join("\n"), of);
    return utility;
  }

  get server(): ServerProcess {
    if (this.#server === null) throw new Error("no server was started");
    return this.#server;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.#port)}`;
  }

  /** Starts the server at the utility's own port and waits until it listens. */
  async serve(options: Serving = {}): Promise<ServerProcess> {
    const server = this.begin(options);
    await server.listening;
    return server;
  }

  /** Starts the server; it does not listen yet. */
  begin({ environment = {}, ...rest }: Serving = {}): ServerProcess {
    this.#server = new ServerProcess({
      directory: this.directory.path,
      words: [...SERVE_WORDS, "--port", String(this.#port), ...this.#words],
      environment: { ...this.carrier.environment, PUBLIC_URL: this.url, ...environment },
      ...rest,
    });
    return this.#server;
  }

  /** Sends a text to the hub as the carrier does, signed now. */
  text(id: string, from: string, text: string): Promise<Response> {
    const body = this.carrier.textBody({ id, from, to: utilityNumber, text });
    return this.hook(body);
  }

  hook(body: string, headers = this.carrier.sign(body, Date.now())): Promise<Response> {
    return fetch(`${this.url}/hooks/telnyx`, { method: "POST", body, headers });
  }

  /** Calls the API with a key. */
  async call(token: string, path: string, body?: unknown) {
    const response = await fetch(`${this.url}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** The value of one sample of /metrics; 0 where there is none yet. */
  async metric(sample: string): Promise<number> {
    const page = await (await fetch(`${this.url}/metrics`)).text();
    const line = page.split("\n").find((one) => one.startsWith(`${sample} `));
    return line === undefined ? 0 : Number(line.slice(sample.length + 1));
  }

  /**
   * Everything that the utility's store holds, once nothing that it owes is left to do: an answer is given as soon as it is
   * committed, and what follows from it (a receipt, what became of one) is done behind it.
   */
  async atRest(): Promise<Record<string, readonly object[]>> {
    return vi.waitFor(
      () => {
        const contents = this.directory.contents();
        const { outbox = [], message = [] } = contents;
        const owed = [...stateOf(outbox), ...stateOf(message)].filter((state) =>
          ["waiting", "owed", "sent"].includes(state),
        );
        if (owed.length > 0) throw new Error(`still owed: ${owed.join(", ")}`);
        return contents;
      },
      { timeout: REST_MS, interval: 20 },
    );
  }

  async leave(): Promise<void> {
    if (this.#server !== null && !this.#server.hasEnded) await this.#server.kill();
    await this.carrier.close();
    this.directory.remove();
  }
}
