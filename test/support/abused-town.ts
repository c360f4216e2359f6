/** A town in the middle of its life that abusive webhooks are posted to, and whether anything of it changed. */
import { makeCarrierKey } from "../../channels/simulated/key.ts";
import { signerOf } from "../../channels/telnyx/sign.ts";
import { seeded } from "../../core/seeded.ts";
import type { LivingTown } from "../living-town.ts";
import { abusive } from "./hook-abuse.ts";
import { number, PIN, stranger } from "./call-town.ts";

/** Texts, a payment by text and one by call, an opt-out: an event of every kind was posted, and questions are open. */
export async function liveAWhile(town: LivingTown): Promise<void> {
  for (const text of ["BAL", "PAY 20"]) await town.text(number, text);
  const asked = town.phone(number).messages().at(-1)?.text ?? "";
  await town.text(number, /Reply (\d)/.exec(asked)?.[1] ?? "none");
  await town.text("+15550100002", "STOP");
  // Not a word of the carrier's: such an event leaves no trace here, so that a changed one would be an honest first.
  await town.text(stranger, "hello?");
  await town.text("+15550100002", "¿saldo?");
  const call = await town.call(number);
  for (const keys of ["1", `${PIN}#`, "20#"]) await town.press(call, keys);
  await town.listen(8_000);
  await town.text(number, "PAY 25");
}

/** Every row of every store, a line each. */
export async function contentsOf(town: LivingTown): Promise<string[]> {
  const { store } = town.running.hub;
  const rows: string[] = [];
  for (const slice of store.slices()) {
    const found = await store.read(slice, (sql) => {
      const tables = sql.all<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name",
      );
      return tables.flatMap(({ name }) =>
        sql.all(`SELECT * FROM "${name}"`).map((row) => `${slice} ${name} ${JSON.stringify(row)}`),
      );
    });
    rows.push(...found);
  }
  return rows;
}

export interface Abused {
  /** How many were answered with each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What was answered as nothing ever should be. */
  readonly wrong: readonly string[];
}

/** Posts `count` abusive webhooks; each must be refused, or accepted without a word. */
export async function abuse(town: LivingTown, seed: string, count: number): Promise<Abused> {
  const chance = seeded("hook abuse", seed);
  const forgeWith = signerOf(makeCarrierKey().privatePem);
  const atMs = town.time.atMs;
  const abuser = {
    chance,
    sign: (body: Uint8Array) => town.sign(body, atMs),
    forge: (body: Uint8Array) => forgeWith(body, atMs),
  };
  const posted = [...town.posted];
  const statuses: Record<string, number> = {};
  const wrong: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const { what, path, method, body, headers } = abusive(posted, abuser);
    const answer = await town.request(path, { method, body, headers });
    const { status } = answer;
    await answer.arrayBuffer();
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status !== 200 && (status < 400 || status > 499)) {
      wrong.push(`${String(at)}: ${what} was answered ${String(status)}`);
    }
  }
  await town.running.drain.idle();
  return { statuses, wrong };
}
