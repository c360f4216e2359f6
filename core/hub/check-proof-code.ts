import type { ProofVerdict } from "../conversation/input.ts";
import type { SecretWanted } from "../conversation/secret-question.ts";
import { keyOf, utilityHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Hub, Sql } from "../ports.ts";
import { answerOf, saveAnswer, takeKey } from "../store/inbox.ts";
import { countTry, textProofAt, type TextProofRow, useTextProof } from "../store/text-proofs.ts";
import type { Checked, SecretAttempt } from "./check-secret.ts";
import { checkSecret } from "./check-secret.ts";
import { beginHappening, recordHappening } from "./journal.ts";
import { countCodeUsed, PROOF_CODE_VALID_MS } from "./code-use.ts";

/** Tries of one code, right or wrong. */
const TRIES_MAX = 3;

/** What was given in proof: the PIN, or the code of a text. */
export function checkProof(
  hub: Hub,
  attempt: SecretAttempt & Pick<SecretWanted, "by">,
  secret: string,
): Promise<Checked> {
  return attempt.by === "code"
    ? checkProofCode(hub, attempt, secret)
    : checkSecret(hub, attempt, secret);
}

type Begun =
  | { readonly kind: "done"; readonly checked: Checked }
  | { readonly kind: "compare"; readonly row: TextProofRow | null; readonly triesLeft: number };

/**
 * Compares a code at the utility's home. The try is counted durably before anything is compared; a code that is too old, was made
 * for another account, or never was, is compared all the same and answered like one that is wrong.
 */
export async function checkProofCode(
  hub: Hub,
  attempt: SecretAttempt,
  code: string,
): Promise<Checked> {
  const home = utilityHome(hub.utilityId);
  const begun = await hub.store.transact(home, (sql) =>
    beginTry(sql, hub.clock.now(), home, attempt),
  );
  if (begun.kind === "done") return begun.checked;
  const isRight = await hub.secrets.matches(code, begun.row?.digest ?? null);
  return hub.store.transact(home, (sql) =>
    settleTry(sql, hub.clock.now(), home, { attempt, begun, isRight }),
  );
}

function inboxKey({ key }: SecretAttempt): string {
  return keyOf("proof-code", key);
}

function beginTry(sql: Sql, now: Now, home: Home, attempt: SecretAttempt): Begun {
  const key = inboxKey(attempt);
  const isNew = takeKey(sql, home, key, now.wallMs);
  const before = isNew ? null : (answerOf(sql, home, key) ?? null);
  if (before !== null) return { kind: "done", checked: JSON.parse(before) as Checked };
  const row = textProofAt(sql, home, attempt);
  const tries = row?.tries ?? 0;
  if (isNew && tries >= TRIES_MAX) {
    return { kind: "done", checked: answer(sql, now, home, { attempt, verdict: "locked" }) };
  }
  // Seen before without an answer: the try was counted, and the machine stopped before it was compared.
  if (isNew) countTry(sql, home, attempt);
  const triesLeft = TRIES_MAX - tries - (isNew ? 1 : 0);
  const isGood = row !== undefined && isGoodFor(row, now, attempt);
  return { kind: "compare", row: isGood ? row : null, triesLeft };
}

function isGoodFor(row: TextProofRow, now: Now, { number, accountId }: SecretAttempt): boolean {
  const ageMs = now.wallMs - row.madeAtMs;
  const isTheirs = row.number === number && row.accountId === accountId;
  return isTheirs && ageMs >= 0 && ageMs < PROOF_CODE_VALID_MS;
}

function settleTry(
  sql: Sql,
  now: Now,
  home: Home,
  given: { attempt: SecretAttempt; begun: Begun & { kind: "compare" }; isRight: boolean },
): Checked {
  const { attempt, isRight } = given;
  const { row, triesLeft } = given.begun;
  // A code of nobody was sent to nobody: whoever guesses it proves nothing.
  const customerId = row?.customerId ?? null;
  const isProved = isRight && customerId !== null && row !== null && useTextProof(sql, home, row);
  if (isProved && row.sentRange !== null) countCodeUsed(sql, home, row.sentRange, row.madeAtMs);
  if (isProved) return answer(sql, now, home, { attempt, verdict: "proved", customerId });
  const verdict = triesLeft <= 0 ? "locked" : "not_proved";
  return answer(sql, now, home, { attempt, verdict });
}

function answer(
  sql: Sql,
  now: Now,
  home: Home,
  came: { attempt: SecretAttempt; verdict: ProofVerdict; customerId?: string },
): Checked {
  const { attempt, verdict, customerId = null } = came;
  const checked: Checked = { verdict, customerId };
  saveAnswer(sql, home, inboxKey(attempt), JSON.stringify(checked));
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "proof-code-checked",
    actor: "customer",
    channel: attempt.channel,
    cause: attempt.key,
    facts: { verdict, customerId },
  });
  return checked;
}
