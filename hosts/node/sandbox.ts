import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { Fault, must } from "../../core/assert.ts";
import { accountHome, utilityHome } from "../../core/ids.ts";
import { DAY_MS, localDay } from "../../core/instant.ts";
import { isRefusal, type Refusal } from "../../core/refusal.ts";
import { accountAt } from "../../core/store/accounts.ts";
import { enrolledAfter } from "../../core/store/customers.ts";
import { type Profile, readProfile } from "../../meters/simulated/profile.ts";
import { Replay } from "../../meters/simulated/replay.ts";
import { hubCommands, type ImportVerdict } from "../commands.ts";
import { readConfiguration } from "../configuration.ts";
import { chooseEnds } from "../ends.ts";
import { pushReads } from "../push-reads.ts";
import {
  readsOfMeter,
  TOWN_PIN,
  townAccounts,
  townConfiguration,
  townTariffs,
} from "../sandbox/town.ts";
import { accountColumns } from "../import/account-line.ts";
import { readAccounts } from "../import/accounts.ts";
import { type Columns, readTable } from "../import/table.ts";
import { readTariffs, tariffColumns } from "../import/tariffs.ts";
import type { Serving } from "./commands/listening.ts";
import type { OpenedUtility } from "./open-utilities.ts";
import { serveHub, type ServeOptions, type ServingParts } from "./serve.ts";

export interface SandboxOptions extends Pick<
  ServeOptions,
  "dataDirectory" | "environment" | "host" | "port" | "say"
> {
  readonly speed: number;
}

/** How long households have lived in the town when it is founded: enough days for a forecast. */
const FOUNDED_DAYS_AGO = 4;
/** New reads are looked for this often. */
const REPLAY_MS = 1_000;
/** A push after a start goes back this far: what the hub has already is a duplicate to it. */
const REPLAY_BACK_MS = 3 * DAY_MS;
/** An hour's reads may come late by this much, as over a real mesh. */
const READ_LAG_MS = 5 * 60_000;

/** Serves the town: simulated carrier, processor and meters, on real reads of real homes. */
export async function serveSandbox(options: SandboxOptions): Promise<Serving | Refusal> {
  const read = readConfiguration(townConfiguration);
  if (read.kind === "refused") throw new Fault(`the town: ${JSON.stringify(read.problems)}`);
  const { TELNYX_PUBLIC_KEY } = options.environment;
  // No other key is looked at: nothing real may start beside what is simulated.
  const environment = TELNYX_PUBLIC_KEY === undefined ? {} : { TELNYX_PUBLIC_KEY };
  const ends = chooseEnds(environment, new Set(["carrier", "meters", "payments"]));
  if ("length" in ends) return must(ends[0], "a refusal");
  return serveHub({
    ...options,
    environment,
    configuration: read.configuration,
    ends,
    prepare: live,
  });
}

/** Founds the town at its first start, then lets its meters run. */
async function live({ opened, ends, every }: ServingParts): Promise<void> {
  for (const one of opened) {
    await found(one);
    await one.running.drain.idle();
    const meters = must(ends.meters.get(one.utility.utilityId), "simulated meters");
    const replay = await replayOf(one, (meterId, fromMs, toMs) =>
      meters.closedMs(meterId, fromMs, toMs),
    );
    let throughMs = one.clock.now().serviceMs - FOUNDED_DAYS_AGO * DAY_MS - REPLAY_BACK_MS;
    const push = async (): Promise<void> => {
      const untilMs = one.clock.now().serviceMs - READ_LAG_MS;
      const reads = Object.keys(readsOfMeter).flatMap((meterId) =>
        replay
          .readsBetween(meterId, throughMs, untilMs)
          .map((interval) => ({ ...interval, meterId, revision: 0, estimated: false })),
      );
      const cause = { actor: "meter", channel: null, cause: "replay" };
      if (reads.length > 0) await pushReads(one.running.hub, reads, { cause, mode: "write" });
      throughMs = untilMs;
    };
    await push();
    every(REPLAY_MS, push);
  }
}

async function found({ utility, running, clock }: OpenedUtility): Promise<void> {
  const home = utilityHome(utility.utilityId);
  const { hub } = running;
  const settled = await hub.store.read(home, (sql) => enrolledAfter(sql, home, "", 1));
  if (settled.length > 0) return;
  const { serviceMs } = clock.now();
  const movedIn = localDay(utility.zone, serviceMs - FOUNDED_DAYS_AGO * DAY_MS);
  const commands = hubCommands(() => hub);
  const write = async (command: string, records: readonly unknown[]): Promise<void> => {
    const input = { utilityId: utility.utilityId, records, mode: "write" };
    const verdicts = (await commands(command, input)) as readonly ImportVerdict[];
    const refused = verdicts.find((verdict) => verdict.kind === "refused");
    if (refused !== undefined) throw new Fault(`the town: ${JSON.stringify(refused)}`);
  };
  const tariffs = tableOf(townTariffs, tariffColumns, (rows) => readTariffs(rows, utility));
  await write("import_tariffs", tariffs);
  const text = townAccounts.replaceAll("MOVED_IN", movedIn);
  const households = tableOf(text, accountColumns, (rows) => readAccounts(rows, utility));
  await write("import_accounts", households);
  for (const { accountId } of households) {
    const outcome = await commands("set_pin", {
      utilityId: utility.utilityId,
      accountId,
      pin: TOWN_PIN,
    });
    if (isRefusal(outcome)) throw new Fault(`the town: ${outcome.message}`);
  }
}

function tableOf<Record>(
  text: string,
  columns: Columns,
  read: (rows: ReturnType<typeof readTable>["rows"]) => { records: Record[]; refused: unknown[] },
): Record[] {
  const table = readTable(new TextEncoder().encode(text), columns);
  const { records, refused } = read(table.rows);
  const wrong = [...table.refused, ...refused];
  if (wrong.length > 0) throw new Fault(`the town: ${JSON.stringify(wrong)}`);
  return records;
}

/** The households' reads, moved to begin in the week before the town was founded, the same after every restart. */
async function replayOf(
  { running }: OpenedUtility,
  closedMs: (meterId: string, fromMs: number, toMs: number) => number,
): Promise<Replay> {
  const home = accountHome("V-1001");
  const account = await running.hub.store.read(home, (sql) => accountAt(sql, home));
  const profiles = new Map<string, Profile>(
    Object.entries(readsOfMeter).map(([meterId, file]) => [meterId, profileOf(file)]),
  );
  return new Replay({
    profileOf: (meterId) => profiles.get(meterId),
    anchorMs: must(account, "the town is founded").openedAtMs,
    closedMs,
  });
}

function profileOf(file: string): Profile {
  const path = new URL(`../sandbox/reads/${file}.csv.gz`, import.meta.url);
  const profile = readProfile(gunzipSync(readFileSync(path)).toString("utf8"));
  if (isRefusal(profile)) throw new Fault(`${file}: ${profile.message}`);
  return profile;
}
