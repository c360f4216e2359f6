/**
 * Half-hour reads ingested, rated and posted: pushed to the hub in this process, and as POST /v1/reads to the real server;
 * beside the packed-blob bound, which only writes 48 numbers a meter and day into one row.
 */
import { Connection } from "../hosts/node/sql.ts";
import {
  hoursBefore,
  hourStart,
  households,
  ServedUtility,
  wireRead,
} from "../test/support/served-utility.ts";
import { BenchTown, INTERVALS_A_DAY } from "./bench-town.ts";
import { cpuUsOf } from "./load.ts";
import {
  type Contender,
  type Cost,
  costs,
  median,
  printCosts,
  rounded,
  scratch,
} from "./measure.ts";

const METERS = 200;
const BOUND_METERS = 1_000;
const HTTP_METERS = 100;
const HTTP_HOURS = 24;
const HTTP_ROUNDS = 4;
const HOUR_MS = 3_600_000;

const bench = await BenchTown.open(METERS);

function pushing(intervals: number): Contender {
  let reads = bench.nextReads([], 0);
  return {
    prepare: async () => {
      // Each push goes on where the one before ended; what it left in the outbox is not measured.
      await bench.town.settle();
      reads = bench.nextReads(bench.households, intervals);
    },
    run: () => bench.push(reads),
  };
}

/** The case of vendor/store that has the same name, so that it takes its turn among the others. */
function packedBlobs(): Contender {
  const connection = new Connection(`${scratch()}/blobs.db`);
  connection.exec(
    "CREATE TABLE iv (meter INTEGER, day INTEGER, v BLOB, PRIMARY KEY (meter, day)) STRICT, WITHOUT ROWID",
  );
  const values = new Int32Array(INTERVALS_A_DAY);
  let day = 0;
  return {
    run: () => {
      day += 1;
      connection.exec("BEGIN IMMEDIATE");
      for (let meter = 0; meter < BOUND_METERS; meter += 1) {
        values[meter % INTERVALS_A_DAY] = meter;
        const packed = new Uint8Array(values.buffer.slice(0));
        connection.run("INSERT INTO iv VALUES (?, ?, ?)", [meter, day, packed]);
      }
      connection.exec("COMMIT");
      return BOUND_METERS * INTERVALS_A_DAY;
    },
  };
}

const BOUND = "the bound: packed blobs, 1,000 a commit";
const found = await costs({
  [BOUND]: packedBlobs(),
  "a day a meter, 200 meters a push": pushing(INTERVALS_A_DAY),
  "four half-hours a meter": pushing(4),
  "one half-hour a meter": pushing(1),
});
await bench.close();
const all: Record<string, Cost> = {
  ...found,
  "POST /v1/reads, a day of hours a meter": await http(),
};
printCosts(all, "read");
const bound = all[BOUND]?.cpuUs ?? Number.NaN;
for (const [name, { cpuUs }] of Object.entries(all)) {
  if (name !== BOUND) console.log(`  ${name}: 1/${rounded(cpuUs / bound)} of the bound by CPU`);
}

/** The server's CPU a read; every push is the next day of every meter. */
async function http(): Promise<Cost> {
  const living = households(HTTP_METERS);
  const hours = HTTP_HOURS * (HTTP_ROUNDS + 1);
  const firstMs = hoursBefore(Date.now(), hours);
  const movedInMs = firstMs - HTTP_HOURS * HOUR_MS;
  const utility = await ServedUtility.found({ households: living, movedInMs });
  try {
    const { token } = await utility.directory.token("reads:write");
    const { processId } = await utility.serve();
    const rounds: Cost[] = [];
    for (let round = 0; round <= HTTP_ROUNDS; round += 1) {
      const reads = living.flatMap(({ meter }) =>
        Array.from({ length: HTTP_HOURS }, (_, at) =>
          wireRead({
            meter,
            startMs: hourStart(firstMs, round * HTTP_HOURS + at),
            quantityMicro: 300_000 + at * 1_003,
          }),
        ),
      );
      const cost = await push(utility, { token, processId, reads });
      // The first round warms up.
      if (round > 0) rounds.push(cost);
    }
    return {
      wallUs: median(rounds.map(({ wallUs }) => wallUs)),
      cpuUs: median(rounds.map(({ cpuUs }) => cpuUs)),
    };
  } finally {
    await utility.leave();
  }
}

async function push(
  utility: ServedUtility,
  given: { token: string; processId: number; reads: readonly unknown[] },
): Promise<Cost> {
  const { token, processId, reads } = given;
  const body = JSON.stringify({ reads });
  const cpuBefore = cpuUsOf(processId);
  const startedMs = performance.now();
  const answer = await utility.call(token, "/v1/reads", body);
  const wallUs = ((performance.now() - startedMs) * 1000) / reads.length;
  const results = answer.body["results"] as readonly { outcome: string }[];
  if (!results.every(({ outcome }) => outcome === "accepted")) throw new Error("a read was lost");
  return { wallUs, cpuUs: (cpuUsOf(processId) - cpuBefore) / reads.length };
}
