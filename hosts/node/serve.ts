import { join } from "node:path";
import type { Hono } from "hono";
import type { Hub } from "../../core/ports.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";
import { allowedNumbers } from "../allowed-numbers.ts";
import { atMost } from "../at-most.ts";
import { hubApp } from "../app.ts";
import { hubCommands } from "../commands.ts";
import type { Configuration } from "../configuration.ts";
import { type Ends, simulatedIn } from "../ends.ts";
import { payBaseOf } from "../pay-address.ts";
import { rootPage } from "../portal.ts";
import { payPages, stripeAccounts } from "../stripe-accounts.ts";
import { processorName } from "../stripe-end.ts";
import { twimlAccount } from "../twiml-account.ts";
import { watchHub } from "../hub-gauges.ts";
import { type KioskHost, kioskHost } from "../kiosk.ts";
import { createMetrics, type MetricsPage } from "../metrics.ts";
import { type EndsOptions, makeEnds, type Request, type StartedEnds } from "../start-ends.ts";
import type { OpenOptions } from "../open-utility.ts";
import type { Reports } from "../ship-journal.ts";
import type { Serving } from "./commands/listening.ts";
import { builtPage } from "./built-files.ts";
import { serveControl } from "./control.ts";
import { httpServer } from "./http-server.ts";
import { kioskPage } from "./kiosk-page.ts";
import { holdServeLock, type ServeLock } from "./lock.ts";
import { closeUtilities, type OpenedUtility, openUtilities } from "./open-utilities.ts";
import { openReports } from "./report.ts";
import { sandboxKey } from "./sandbox-key.ts";
import { openSimulatedMemory } from "./simulated-memory.ts";
import { startTimes } from "./times.ts";

export interface ServeOptions {
  readonly configuration: Configuration;
  readonly dataDirectory: string;
  readonly ends: Ends;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Service time over wall time; 1 but in a sandbox. */
  readonly speed?: number;
  readonly firstServiceMs?: OpenOptions["firstServiceMs"];
  readonly armsFirst?: EndsOptions["armsFirst"];
  /** Whether cash slots and card readers of terminals are stand-ins: in a sandbox alone. */
  readonly terminals?: "simulated";
  /** A line for people: what went wrong, and where. */
  readonly say: (line: string) => void;
  /** What is served beside the hub's own surface. */
  readonly routes?: Hono;
  /** Called once the utilities stand, before anything is served. */
  readonly prepare?: (parts: ServingParts) => Promise<void>;
}

/** What a sandbox works with beside the server. */
export interface ServingParts {
  readonly opened: readonly OpenedUtility[];
  readonly ends: StartedEnds;
  readonly reports: Reports;
  /** Posts to the surface that is served, as its own simulated ends do. */
  readonly request: Request;
  readonly every: (everyMs: number, work: () => Promise<void>) => void;
}

/** How long a stop waits for what is under way: longer than a carrier's time-out, shorter than a service manager's patience. */
const STOP_WAIT_MS = 20_000;

/** A person at a terminal sees within this what came without a press: a credit, a card's answer, a meter's. */
const KIOSK_LOOK_MS = 400;

/** Serves every utility of the configuration over HTTP until SIGTERM or SIGINT. Refused when another process does. */
export async function serveHub(options: ServeOptions): Promise<Serving | Refusal> {
  const lock = holdServeLock(options.dataDirectory);
  if (isRefusal(lock)) return lock;
  const serving = await serveLocked(options, lock);
  if (isRefusal(serving)) lock.release();
  return serving;
}

/** Beside the surface, what only a machine with files serves; the root comes last. */
function ownPages({ live }: KioskHost): readonly Hono[] {
  return [kioskPage(live), builtPage("/counter"), rootPage()];
}

async function serveLocked(options: ServeOptions, lock: ServeLock): Promise<Serving | Refusal> {
  const metrics = createMetrics();
  const report = (fault: unknown, where: string): void => {
    metrics.count("faults_total", { where: where.split(" ").at(-1) ?? where });
    options.say(
      `fault in ${where}: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`,
    );
  };
  const ends = endsOf(options);
  let ownUrl: string | null = null;
  const pages = payPages({ ends: options.ends, started: ends }, options.environment);
  const opened = await openUtilities({
    configuration: options.configuration,
    dataDirectory: options.dataDirectory,
    processor: processorName(options.ends.payments),
    speed: options.speed ?? 1,
    ...(options.firstServiceMs && { firstServiceMs: options.firstServiceMs }),
    makeWorld: ends.makeWorld,
    payBase: () => payBaseOf(pages, ownUrl),
    report,
  });
  if (isRefusal(opened)) return opened;
  const hubs = new Map(opened.map(({ running }) => [running.hub.utilityId, running.hub]));
  const parts = { ...appParts(options, ends, { opened, hubs, metrics }), report };
  const kiosks = kioskHost({ ...parts, simulated: simulatedAtKiosk(options) });
  const app = hubApp(parts, kiosks);
  // A sandbox's own come first: its counter is led to with a key.
  if (options.routes) app.route("/", options.routes);
  for (const page of ownPages(kiosks)) app.route("/", page);
  const request: Request = (path, init) => app.request(path, init);
  ends.connect(request);
  ends.resume();
  const control = await serveControl(
    options.dataDirectory,
    hubCommands((id) => opened.find(({ running }) => running.hub.utilityId === id)?.running),
  );
  if (isRefusal(control)) {
    await closeUtilities(opened);
    return control;
  }
  const reports = await openReports(
    options.environment["REPORTS_URL"] ?? `file:${join(options.dataDirectory, "reports.db")}`,
    options.environment["REPORTS_TOKEN"],
  );
  const times = startTimes(opened, reports, report);
  // What comes of a payment or of a meter reaches a screen by this look, at most so late.
  times.every(KIOSK_LOOK_MS, () => kiosks.live.refresh());
  await options.prepare?.({ opened, ends, reports, request, every: times.every });
  const server = httpServer(app.fetch);
  const url = await server.listen(options);
  if (isRefusal(url)) {
    await times.stop();
    await control.close();
    await closeUtilities(opened);
    return url;
  }
  ownUrl = url;
  const stop = async (): Promise<void> => {
    await whenTold();
    await server.close(STOP_WAIT_MS);
    await times.stop();
    ends.stop();
    await control.close();
    await atMost(STOP_WAIT_MS, Promise.all(opened.map(({ running }) => running.drain.idle())));
    reports.close();
    await closeUtilities(opened);
    lock.release();
  };
  return { url, stopped: stop() };
}

function endsOf(options: ServeOptions) {
  return makeEnds({
    ends: options.ends,
    ...(options.armsFirst && { armsFirst: options.armsFirst }),
    environment: options.environment,
    openMemory: () => openSimulatedMemory(options.dataDirectory),
    carrierKey: () => sandboxKey(options.dataDirectory),
  });
}

function appParts(
  options: ServeOptions,
  ends: StartedEnds,
  at: {
    readonly opened: readonly OpenedUtility[];
    readonly hubs: ReadonlyMap<string, Hub>;
    readonly metrics: MetricsPage;
  },
) {
  const { opened, hubs, metrics } = at;
  const byNumber = new Map(
    opened.flatMap(({ utility, running }) =>
      utility.sms.numbers.map((number) => [number, running.hub] as const),
    ),
  );
  const { utilities } = options.configuration;
  const twiml = twimlAccount(options.environment, options.ends, utilities);
  const of = { ends: options.ends, started: ends };
  const stripe = stripeAccounts(
    of,
    () => utilities,
    (id) => hubs.get(id),
  );
  const pay = payPages(of, options.environment);
  return {
    ...(twiml && { twiml }),
    ...(stripe && { stripe }),
    ...(pay && { pay }),
    hubOf: (utilityId: string) => hubs.get(utilityId),
    utilityIds: () => [...hubs.keys()],
    hubOfNumber: (number: string) => byNumber.get(number),
    carrierKey: () => ends.carrierKey(),
    allow: allowedNumbers(options.ends, utilities),
    nowMs: Date.now,
    metrics,
    health: watchHub([...hubs.values()], metrics, Date.now),
    simulated: simulatedIn(options.ends),
  };
}

/** What a terminal's screen says is a stand-in. */
function simulatedAtKiosk({ ends, terminals }: ServeOptions) {
  return [...simulatedIn(ends), ...(terminals === "simulated" ? (["kiosk"] as const) : [])];
}

function whenTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}
