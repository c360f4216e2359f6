/** A server under load that is killed again and again, as by a power cut, and must be whole after every restart. */
import { setTimeout } from "node:timers/promises";
import { seeded } from "../../core/seeded.ts";
import {
  findBrokenBooks,
  type Findings,
  findLost,
  findLostReads,
  findUndrained,
  findWrongEnd,
} from "./server-books.ts";
import { type Acknowledged, CASH_MINOR, ServerLoad } from "./server-load.ts";
import { households, ServedUtility, wireRead } from "./served-utility.ts";
import type { ServerProcess } from "./server-process.ts";

const HOUSEHOLDS = 12;
/** Five-minute reads for as long as the lives may last: 17,280 a meter. */
const DAYS = 60;
const DAY_MS = 86_400_000;
/** A kill finds the server anywhere from its first commits to a log of some checkpoints. */
const LIFE_MAX_MS = 900;
/** One in so many kills comes while the server is starting: opening its stores, publishing, taking up its outbox. */
const EARLY_ONE_IN = 6;
const EARLY_MAX_MS = 450;
const LOOK_MS = 50;

export interface Lives {
  readonly kills: number;
  readonly findings: Findings;
  readonly acknowledged: { texts: number; cash: number; reads: number; charges: number };
  /** Requests that a kill left without an answer. */
  readonly unanswered: number;
  readonly spoken: readonly string[];
}

export async function liveAndDie(
  kills: number,
  seed: string,
  say: (line: string) => void,
): Promise<Lives> {
  const movedInMs = Math.floor(Date.now() / DAY_MS - DAYS) * DAY_MS;
  const homes = households(HOUSEHOLDS);
  const utility = await ServedUtility.found({
    households: homes,
    movedInMs,
    edits: [
      ['max = "500.00"', 'max = "5000.00"'],
      ['daily_by_text = "200.00"', 'daily_by_text = "90000.00"'],
    ],
    words: ["--simulate", "payments"],
  });
  try {
    const { token } = await utility.directory.token("admin");
    const end = { token, households: homes, cashMinor: CASH_MINOR };
    const chance = seeded(seed);
    const findings: Findings = [];
    let server = await utility.serve();
    const load = new ServerLoad(utility, { token, firstMs: movedInMs, households: homes });
    const spoken: string[] = [];
    for (let kill = 1; kill <= kills; kill += 1) {
      const lifeMs = chance.below(LIFE_MAX_MS);
      await setTimeout(lifeMs);
      await server.kill();
      const before = load.soFar();
      spoken.push(server.said);
      say(
        `kill ${String(kill)} of seed ${seed}: ${String(lifeMs)} ms after the check, ${tally(before)}`,
      );
      if (chance.below(EARLY_ONE_IN) === 0)
        spoken.push(await dieEarly(utility, chance.below(EARLY_MAX_MS)));
      server = await utility.serve();
      const reads = before.reads.slice(-10_000).map(wireRead);
      findings.push(
        ...findLost(utility, before),
        ...(await findLostReads(utility, token, reads)),
        ...(await findBrokenBooks(utility)),
      );
    }
    await load.end();
    while (findUndrained(utility).length > 0) await setTimeout(LOOK_MS);
    await settled(utility);
    findings.push(
      ...findLost(utility, load.acknowledged),
      ...(await findWrongEnd(utility, end, load.acknowledged)),
      ...(await findBrokenBooks(utility)),
      ...load.wrong,
      ...load.faults,
    );
    await stop(server, findings);
    spoken.push(server.said);
    const { texts, cash, reads, charges } = load.acknowledged;
    const acknowledged = {
      texts: texts.length,
      cash: cash.length,
      reads: reads.length,
      charges: charges.length,
    };
    return { kills, findings, acknowledged, unanswered: load.unanswered, spoken };
  } finally {
    await utility.leave();
  }
}

async function dieEarly(utility: ServedUtility, afterMs: number): Promise<string> {
  const server = utility.begin();
  await setTimeout(afterMs);
  await server.kill();
  return server.said;
}

async function stop(server: ServerProcess, findings: Findings): Promise<void> {
  const status = await server.stop();
  if (status !== 0) findings.push(`told to end, it ended with ${String(status)}`);
}

/** The carrier's last reports are in. */
async function settled(utility: ServedUtility): Promise<void> {
  const text = "SELECT id FROM message WHERE direction = 'out' AND state IN ('owed', 'sent')";
  while (utility.directory.rows(text).length > 0) await setTimeout(LOOK_MS);
}

function tally({ texts, cash, reads, charges }: Acknowledged): string {
  return `${String(texts.length)} texts, ${String(cash.length)} cash, ${String(reads.length)} reads, ${String(charges.length)} charges`;
}
