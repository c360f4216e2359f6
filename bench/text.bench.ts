/**
 * A signed "BAL" through HTTP to the real server, on a utility made by init and import, beside a plain node:http echo of the
 * same body: answered only (no carrier is connected, the reply waits in the outbox), its whole life in the one process (the
 * simulated carrier is told the reply, and reports it sent and delivered by two signed webhooks), and that over HTTP (the
 * carrier's SDK sends the reply to a stand-in, which reports as much).
 */
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Signer, signerOf } from "../channels/telnyx/sign.ts";
import { must } from "../core/assert.ts";
import { existingSandboxKey } from "../hosts/node/sandbox-key.ts";
import { households, ServedUtility } from "../test/support/served-utility.ts";
import { utilityNumber } from "../test/support/utility-directory.ts";
import { startEcho } from "./echo.ts";
import { CONNECTIONS, cpuUsOf, postAll, postOf } from "./load.ts";
import { median, percentile, perSecond, print, ratio, rounded } from "./measure.ts";

const ROUNDS = 3;
/** A server runs for weeks: its code is compiled for speed after some thousand texts. */
const WARMING_ROUNDS = 3;
const HOUSEHOLDS = 200;
const TEXTS = { echo: 2000, answered: 400, inside: 300, whole: 150 } as const;
/** The bench looks so often whether every text was reported delivered. */
const LOOK_MS = 25;
const DAY_MS = 86_400_000;

interface Target {
  readonly name: string;
  readonly url: string;
  readonly path: string;
  readonly processId: number;
  readonly texts: number;
  readonly sign: Signer;
  /** Resolves when all that the texts led to is done. */
  readonly done: () => Promise<void>;
}

interface Round {
  readonly wallUs: number;
  readonly cpuUs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const living = households(HOUSEHOLDS);
const movedInMs = Date.now() - DAY_MS;
const away = await ServedUtility.found({ households: living, movedInMs });
const words = ["--simulate", "carrier"];
const inside = await ServedUtility.found({ households: living, movedInMs, words });
const near = await ServedUtility.found({ households: living, movedInMs });
const echo = await startEcho();
let made = 0;

try {
  const { publicBase64 } = near.carrier.key;
  const off = { TELNYX_API_KEY: "", TELNYX_BASE_URL: "", TELNYX_PUBLIC_KEY: publicBase64 };
  const processId = (await away.serve({ environment: off })).processId;
  const insideId = (await inside.serve({ environment: { ...off, TELNYX_PUBLIC_KEY: "" } }))
    .processId;
  const ownKey = existingSandboxKey(join(inside.directory.path, "data"));
  const targets: readonly Target[] = [
    {
      ...echo,
      name: "node:http echo",
      path: "/echo",
      texts: TEXTS.echo,
      sign: near.carrier.sign,
      done: async () => {},
    },
    {
      name: "BAL answered",
      url: away.url,
      path: "/hooks/telnyx",
      processId,
      texts: TEXTS.answered,
      sign: near.carrier.sign,
      done: async () => {},
    },
    {
      name: "BAL, all in process",
      url: inside.url,
      path: "/hooks/telnyx",
      processId: insideId,
      texts: TEXTS.inside,
      sign: signerOf(must(ownKey, "the simulated carrier has a key").privatePem),
      done: () => allDelivered(inside),
    },
    {
      name: "BAL, its whole life",
      url: near.url,
      path: "/hooks/telnyx",
      processId: (await near.serve()).processId,
      texts: TEXTS.whole,
      sign: near.carrier.sign,
      done: () => allDelivered(near),
    },
  ];
  const { full, half } = await inTurn(targets);
  const base = median(of(full, "node:http echo", "cpuUs"));
  print(`${String(CONNECTIONS)} connections`, "requests/s", "/server cpu-s", "of echo", "p50 ms");
  for (const { name } of targets) {
    const cpuUs = median(of(full, name, "cpuUs"));
    const p50 = rounded(median(of(full, name, "p50Ms")));
    const share = ratio(base / cpuUs);
    print(name, perSecond(median(of(full, name, "wallUs"))), perSecond(cpuUs), share, p50);
  }
  print("", "p50 ms, full", "p99 ms, full", "p50 ms, half", "p99 ms, half");
  for (const { name } of targets) {
    const columns = [full, half].flatMap((rounds) =>
      (["p50Ms", "p99Ms"] as const).map((key) => rounded(median(of(rounds, name, key)))),
    );
    print(name, ...columns);
  }
} finally {
  echo.end();
  await away.leave();
  await inside.leave();
  await near.leave();
}

function of(
  rounds: ReadonlyMap<string, readonly Round[]>,
  name: string,
  key: keyof Round,
): number[] {
  return (rounds.get(name) ?? []).map((round) => round[key]);
}

/**
 * Every target once a round, at once after that at half the pace it has just shown; the order turns round each time, and the
 * first rounds warm up and are not counted.
 */
async function inTurn(targets: readonly Target[]) {
  const full = new Map<string, Round[]>(targets.map(({ name }) => [name, []]));
  const half = new Map<string, Round[]>(targets.map(({ name }) => [name, []]));
  for (let round = 0; round < WARMING_ROUNDS + ROUNDS; round += 1) {
    for (const target of round % 2 === 0 ? targets : targets.toReversed()) {
      const atFull = await measure(target);
      const atHalf = await measure(target, 0.5e6 / atFull.wallUs);
      if (round < WARMING_ROUNDS) continue;
      full.get(target.name)?.push(atFull);
      half.get(target.name)?.push(atHalf);
    }
  }
  return { full, half };
}

async function measure(target: Target, pace?: number): Promise<Round> {
  const requests = Array.from({ length: target.texts }, () => textOf(target));
  const cpuBefore = cpuUsOf(target.processId);
  const startedMs = performance.now();
  const tookMs = await postAll(target.url, requests, pace);
  await target.done();
  const wallMs = performance.now() - startedMs;
  return {
    wallUs: (wallMs * 1000) / requests.length,
    cpuUs: (cpuUsOf(target.processId) - cpuBefore) / requests.length,
    p50Ms: percentile(tookMs, 0.5),
    p99Ms: percentile(tookMs, 0.99),
  };
}

/** The next text, of the next household, as the carrier of that server posts it. */
function textOf({ path, sign }: Target): Buffer {
  made += 1;
  const from = living[made % living.length]?.phone ?? "";
  const text = { id: `bench-${String(made)}`, from, to: utilityNumber, text: "BAL" };
  const body = near.carrier.textBody(text);
  return postOf(path, body, sign(body, Date.now()));
}

async function allDelivered({ directory }: ServedUtility): Promise<void> {
  const text =
    "SELECT 1 AS waits FROM message WHERE direction = 'out' AND state <> 'delivered' LIMIT 1";
  while (directory.rows(text).length > 0) await setTimeout(LOOK_MS);
}
