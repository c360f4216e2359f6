import { Fault, must } from "../core/assert.ts";
import type { Cause } from "../core/hub/journal.ts";
import type { IncomingRead, ReadResult } from "../core/hub/judge-batch.ts";
import { READS_A_HAPPENING_MAX, recordReads } from "../core/hub/record-reads.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { isRefusal, refuse } from "../core/refusal.ts";
import { lookUp } from "../core/store/customers.ts";

/** A read with its place in the push. */
interface Placed {
  readonly read: IncomingRead;
  readonly place: number;
}

/**
 * Accounts of one push that may wait for the store at once, as many as share a commit: a text or a payment that comes in
 * meanwhile waits for them, and not for thousands, nor is it turned away because the store's queue is full.
 */
const ACCOUNTS_AT_ONCE = 64;

/**
 * Hands a push of reads to their accounts' homes, a happening a home and 500 reads, and answers for each read in the order
 * given. In a `check` everything is judged and nothing is kept.
 */
export async function pushReads(
  hub: Hub,
  reads: readonly IncomingRead[],
  { cause, mode }: { cause: Cause; mode: "check" | "write" },
): Promise<ReadResult[]> {
  const results: ReadResult[] = reads.map(() => ({
    outcome: "refused",
    code: "unknown_meter",
    message: "no account has this meter",
  }));
  const groups = (await byAccount(hub, reads, results)).entries();
  const work = async (): Promise<void> => {
    for (const [accountId, placed] of groups) {
      for (let at = 0; at < placed.length; at += READS_A_HAPPENING_MAX) {
        const part = placed.slice(at, at + READS_A_HAPPENING_MAX);
        const answers = await record(hub, accountId, { part, cause, mode });
        for (const [index, { place }] of part.entries()) {
          const answer = must(answers[index], "every read has its result");
          results[place] = betterOf(results[place], answer);
        }
      }
    }
  };
  await Promise.all(Array.from({ length: ACCOUNTS_AT_ONCE }, work));
  hub.wake();
  return results;
}

/** Of two accounts whose a read is, one that took it answers. */
function betterOf(before: ReadResult | undefined, answer: ReadResult): ReadResult {
  return before?.outcome === "accepted" && answer.outcome === "refused" ? before : answer;
}

/** Reads by whose they are. A meter put in elsewhere already is refused here: only the directory knows of every account's. */
async function byAccount(
  hub: Hub,
  reads: readonly IncomingRead[],
  results: ReadResult[],
): Promise<Map<string, Placed[]>> {
  const meters = [...new Set(reads.flatMap((read) => [read.meterId, ...installedBy(read)]))];
  const entries = await hub.store.read(utilityHome(hub.utilityId), (sql) =>
    lookUp(sql, utilityHome(hub.utilityId), "meter", meters),
  );
  const byMeter = Map.groupBy(entries, (entry) => entry.key);
  const groups = new Map<string, Placed[]>();
  for (const [place, read] of reads.entries()) {
    const owners = ownersOf(byMeter.get(read.meterId) ?? [], read);
    const others = installedBy(read).flatMap((meterId) => byMeter.get(meterId) ?? []);
    const isOthers = others.some(
      ({ accountId, toMs }) => accountId !== owners[0]?.accountId && toMs === null,
    );
    if (owners.length > 0 && isOthers) {
      const message = "the meter that is put in belongs to another account";
      results[place] = { outcome: "refused", code: "meter_in_use", message };
      continue;
    }
    for (const { accountId } of owners) {
      const group = groups.get(accountId);
      if (group === undefined) groups.set(accountId, [{ read, place }]);
      else group.push({ read, place });
    }
  }
  return groups;
}

type Owned = ReturnType<typeof lookUp>[number];

/**
 * Whose a read is: whoever had the meter then, or else whoever had it last, who answers for it. A register that is read as one household
 * leaves and the next moves in is the last of the one and the first of the other.
 */
function ownersOf(entries: readonly Owned[], read: IncomingRead): Owned[] {
  const atMs = "atMs" in read ? read.atMs : read.startMs;
  const current = entries.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < (toMs ?? Infinity));
  const left = "atMs" in read ? entries.filter(({ toMs }) => toMs === atMs) : [];
  const owner = current.at(-1) ?? left.at(-1) ?? entries.at(-1);
  if (owner === undefined) return [];
  return [...left.filter(({ accountId }) => accountId !== owner.accountId), owner];
}

function installedBy(read: IncomingRead): string[] {
  return "atMs" in read && read.exchangedFor !== null ? [read.exchangedFor.meterId] : [];
}

async function record(
  hub: Hub,
  accountId: string,
  { part, cause, mode }: { part: readonly Placed[]; cause: Cause; mode: "check" | "write" },
): Promise<ReadResult[]> {
  const home = accountHome(accountId);
  const now = hub.clock.now();
  let judged: ReadResult[] | null = null;
  const outcome = await hub.store.transact(home, (sql) => {
    const recorded = recordReads(sql, now, home, { reads: part.map(({ read }) => read), cause });
    if (isRefusal(recorded)) return recorded;
    judged = recorded.results;
    return mode === "write" ? recorded : refuse("checked", "nothing is kept of a check");
  });
  if (judged !== null) return judged;
  if (!isRefusal(outcome)) throw new Fault("reads were recorded without results");
  const { code, message } = outcome;
  return part.map(() => ({ outcome: "refused", code, message }));
}
