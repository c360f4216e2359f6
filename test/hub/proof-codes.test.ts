/** A code by text in place of a PIN, by call: what is sent to whom, how often, and what a guess comes to. */
import { expect, it } from "vitest";
import type { PlacedCall } from "../../channels/simulated/calls.ts";
import { checkProofCode } from "../../core/hub/check-proof-code.ts";
import { lineHome, utilityHome } from "../../core/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../core/instant.ts";
import type { LivingTown } from "../living-town.ts";
import { onEachPlacement } from "../placements.ts";
import { last, number, stranger, townWith } from "../support/call-town.ts";

const bobs = "+15550100002";

/** Codes that a phone was sent, oldest first. */
function codesAt(town: LivingTown, phone: string): string[] {
  return town
    .phone(phone)
    .messages()
    .flatMap(({ text }) => /\b(\d{6})\b/.exec(text)?.[1] ?? []);
}

async function askCode(town: LivingTown, from: string, account?: string): Promise<PlacedCall> {
  const call = await town.call(from);
  await town.press(call, "1");
  if (account !== undefined) await town.press(call, `${account}#`);
  await town.press(call, "1#");
  return call;
}

async function hangUp(town: LivingTown, call: PlacedCall): Promise<void> {
  call.hangUp();
  await town.settle();
}

/** The account that the code was asked for. */
async function askedOf(town: LivingTown): Promise<string | null> {
  const { hub } = town.running;
  const row = await hub.store.read(utilityHome(hub.utilityId), (sql) =>
    sql.get<{ accountId: string | null }>("SELECT account_id AS accountId FROM text_proof"),
  );
  return row?.accountId ?? null;
}

/** Six digits may well stand within a time or a hash, by chance. */
function alone(code: string): RegExp {
  return new RegExp(String.raw`\b${code}\b`);
}

function wrongFor(code: string): string {
  return code === "000000" ? "000001" : "000000";
}

onEachPlacement("a code by text in place of a PIN", (open) => {
  it("goes to the caller's own number, proves once, and no row keeps it", async () => {
    const town = await townWith(open);
    const call = await askCode(town, number);
    const [code = ""] = codesAt(town, number);
    expect(code).toMatch(/^\d{6}$/);
    await town.press(call, `${code}#`);
    expect(last(call)).toContain("How much");
    const { hub } = town.running;
    for (const home of [lineHome(number), utilityHome(hub.utilityId)]) {
      const kept = await hub.store.read(home, (sql) => [
        sql.all("SELECT * FROM message"),
        sql.all("SELECT * FROM outbox"),
        sql.all("SELECT * FROM journal"),
        sql.all("SELECT * FROM text_proof"),
        sql.all("SELECT * FROM conversation"),
        sql.all("SELECT * FROM inbox"),
      ]);
      expect(JSON.stringify(kept)).not.toMatch(alone(code));
    }
    // Used up: the same code proves nothing in another call.
    await town.press(call, "*");
    await hangUp(town, call);
    await town.pass(HOUR_MS);
    const next = await askCode(town, number);
    await town.press(next, `${code}#`);
    expect(last(next)).toContain("not right, or too old");
  });

  it("goes to the account's number when a stranger keys the account, and never to the stranger", async () => {
    const town = await townWith(open);
    const call = await askCode(town, stranger, "2002");
    expect(codesAt(town, stranger)).toEqual([]);
    const [code = ""] = codesAt(town, bobs);
    await town.press(call, `${code}#`);
    expect(last(call)).toContain("that is right");
  });

  it("sounds the same for an account that nobody has, and sends nothing", async () => {
    const town = await townWith(open);
    const known = await askCode(town, stranger, "2002");
    const [code = ""] = codesAt(town, bobs);
    const asked = last(known);
    await town.press(known, `${wrongFor(code)}#`);
    const wrong = last(known);
    await hangUp(town, known);
    await town.pass(HOUR_MS);
    const unknown = await askCode(town, "+15550100098", "9999");
    expect(last(unknown)).toBe(asked);
    await town.press(unknown, "123456#");
    expect(last(unknown)).toBe(wrong);
    await town.press(unknown, "123457#");
    await town.press(unknown, "123458#");
    expect(last(unknown)).toContain("tried too often");
    expect(codesAt(town, "+15550100098")).toEqual([]);
  });

  it("is good for three tries, and then not even the right one counts", async () => {
    const town = await townWith(open);
    const call = await askCode(town, number);
    const [code = ""] = codesAt(town, number);
    await town.press(call, `${wrongFor(code)}#`);
    await town.press(call, `${wrongFor(code)}#`);
    await town.press(call, `${wrongFor(code)}#`);
    expect(last(call)).toContain("tried too often");
    await town.press(call, "1");
    await town.press(call, "1#");
    // Asked for again within the minute: none is sent, and the old one stays spent.
    expect(codesAt(town, number)).toEqual([code]);
    await town.press(call, `${code}#`);
    expect(last(call)).toContain("tried too often");
  });

  it("is good for five minutes and not longer", async () => {
    const town = await townWith(open);
    await hangUp(town, await askCode(town, number));
    const [code = ""] = codesAt(town, number);
    await town.pass(5 * MINUTE_MS);
    const call = await town.call(number);
    await town.press(call, "1#");
    await town.press(call, `${code}#`);
    expect(last(call)).not.toContain("How much");
  });

  it("is sent no oftener than the waits and the day allow, whoever asks", async () => {
    const town = await townWith(open);
    for (let asked = 0; asked < 12; asked += 1) {
      await hangUp(town, await askCode(town, `+1555010010${String(asked % 10)}`, "2002"));
      await town.pass(HOUR_MS);
    }
    expect(codesAt(town, bobs).length).toBe(6);
  });

  it("goes to nobody who ended our texts", async () => {
    const town = await townWith(open);
    await town.text(number, "please stop texting me");
    await hangUp(town, await askCode(town, number));
    expect(codesAt(town, number)).toEqual([]);
  });

  it("is never sent twice, though nobody knows whether it left", async () => {
    const town = await townWith(open);
    town.carrier.setFaults({ answerLostPerMille: 1000 });
    const call = await askCode(town, number);
    await town.listen(4 * MINUTE_MS);
    expect(codesAt(town, number).length).toBe(1);
    const states = await town.running.hub.store.read(lineHome(number), (sql) =>
      sql.all("SELECT state, body FROM message WHERE json_extract(body, '$.key') = 'proof_code'"),
    );
    expect(states.length).toBe(1);
    expect(JSON.stringify(states)).not.toMatch(alone(codesAt(town, number)[0] ?? "none"));
    expect(call.state).toBe("over");
  });

  it("is compared three times at most, however many guess side by side", async () => {
    const town = await townWith(open);
    await askCode(town, number);
    const [code = ""] = codesAt(town, number);
    const { hub } = town.running;
    const compared: string[] = [];
    const watched = {
      ...hub,
      secrets: {
        ...hub.secrets,
        matches: (secret: string, digest: string | null) => {
          compared.push(secret);
          return hub.secrets.matches(secret, digest);
        },
      },
    };
    const guesses = Array.from({ length: 20 }, (_, at) => String(at).padStart(6, "0"));
    const attempts = guesses
      .filter((guess) => guess !== code)
      .map((guess, at) => {
        const attempt = {
          key: `g${String(at)}`,
          line: number,
          channel: "ivr",
          number: null,
        } as const;
        return checkProofCode(watched, { ...attempt, accountId: "1001" }, guess);
      });
    const verdicts = await Promise.all(attempts);
    expect(compared.length).toBe(3);
    expect(verdicts.filter(({ verdict }) => verdict === "proved")).toEqual([]);
    const late = { key: "late", line: number, channel: "ivr", number: null } as const;
    const right = await checkProofCode(hub, { ...late, accountId: "1001" }, code);
    expect(right).toEqual({ verdict: "locked", customerId: null });
  });

  it("is counted once and compared to its end where the machine stops between the two", async () => {
    const town = await townWith(open);
    await askCode(town, number);
    const [code = ""] = codesAt(town, number);
    const { hub } = town.running;
    const stopped = {
      ...hub,
      secrets: { ...hub.secrets, matches: () => Promise.reject(new Error("stopped")) },
    };
    const attempt = { key: "g", line: number, channel: "ivr", number: null } as const;
    const given = { ...attempt, accountId: await askedOf(town) };
    await expect(checkProofCode(stopped, given, code)).rejects.toThrow("stopped");
    const again = await checkProofCode(hub, given, code);
    expect(again.verdict).toBe("proved");
    // Told once more, it is answered the same; as a new try it is used up.
    expect(await checkProofCode(hub, given, code)).toEqual(again);
    const anew = await checkProofCode(hub, { ...given, key: "h" }, code);
    expect(anew.verdict).toBe("not_proved");
  });
});
