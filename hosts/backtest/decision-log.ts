/** The decisions of a run as a file: a line each, gzipped a household at a time, and what recomputing all of them finds. */
import { closeSync, createReadStream, openSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip, gzipSync } from "node:zlib";
import type { SupplyPolicy } from "../../core/supply/policy.ts";
import type { DecisionRecord } from "../../core/supply/record.ts";
import { replayDecision } from "../../core/supply/replay.ts";
import { DECIDED_BY, sha256 } from "./review.ts";

/** Enough for text that repeats itself; more costs seconds and saves little. */
const GZIP_LEVEL = 3;

export class DecisionLog {
  readonly #file: number;
  #lines: string[] = [];
  #bytes = 0;

  constructor(path: string) {
    this.#file = openSync(path, "w");
  }

  /** What is kept for a household; one at a time. */
  keeper(household: string): (text: string) => void {
    this.#flush();
    const start = `{"household":${JSON.stringify(household)},"record":`;
    return (text) => this.#lines.push(`${start}${text}}\n`);
  }

  close(): { readonly bytes: number } {
    this.#flush();
    closeSync(this.#file);
    return { bytes: this.#bytes };
  }

  #flush(): void {
    if (this.#lines.length === 0) return;
    const packed = gzipSync(this.#lines.join(""), { level: GZIP_LEVEL });
    writeSync(this.#file, packed);
    this.#bytes += packed.length;
    this.#lines = [];
  }
}

export interface LogReplayed {
  readonly decisions: number;
  /** Recomputed bit for bit. */
  readonly same: number;
  readonly notReproduced: number;
  /** Decisions that do not name the one before them of their household. */
  readonly chainBroken: number;
  /** Hash over every household's newest decision: two runs that agree in it agree in every decision. */
  readonly digest: string;
}

/** Recomputes every decision of a file and follows each household's chain of hashes. */
export async function replayLog(path: string, policy: SupplyPolicy): Promise<LogReplayed> {
  const newest = new Map<string, string>();
  const counts = { decisions: 0, same: 0, notReproduced: 0, chainBroken: 0 };
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()) });
  for await (const line of lines) {
    const { household, record } = JSON.parse(line) as { household: string; record: DecisionRecord };
    const text = line.slice(`{"household":${JSON.stringify(household)},"record":`.length, -1);
    const isOurs = record.policyVersion === DECIDED_BY.policyVersion;
    const { kind } = replayDecision(text, isOurs ? policy : null);
    counts.decisions += 1;
    if (kind === "same") counts.same += 1;
    else counts.notReproduced += 1;
    if (record.previousHash !== (newest.get(household) ?? null)) counts.chainBroken += 1;
    newest.set(household, sha256(text));
  }
  const digest = sha256([...newest].map(([household, hash]) => `${household} ${hash}\n`).join(""));
  return { ...counts, digest };
}
