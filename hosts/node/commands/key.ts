import { randomBytes } from "node:crypto";
import { isRefusal, refuse } from "../../../core/refusal.ts";
import { hashToken, makeToken, scopes, type Scope, TOKEN_BYTES } from "../../api-key.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import type { Commands } from "../control.ts";
import { configurationHelp, configurationOptions, utilityHelp } from "./configured.ts";
import { actAtUtility, writerHelp, writerOptions } from "./writing.ts";

/** As the hub gives a key back: never its token, which nobody has kept. */
interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: string;
  readonly createdAtMs: number;
  readonly revokedAtMs: number | null;
}

const NAME_CHARACTERS_MAX = 64;

export const key: Command = {
  name: "key",
  summary: "Creates, lists and revokes the API keys of a utility.",
  usage: [
    `key create --name NAME --scopes ${scopes.join(",")} [--utility ID]`,
    "key list [--utility ID]",
    "key revoke KEY-ID [--utility ID]",
  ],
  help: [
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "  --name NAME            who uses it; one name may have two live keys, to change over without a gap",
    "  --scopes LIST          read (accounts), reads:write, payments:write, admin (all)",
    "",
    "The key is shown once, when it is made; only its hash is kept.",
  ],
  options: {
    ...configurationOptions,
    ...writerOptions,
    name: { type: "string" },
    scopes: { type: "string" },
  },
  run: runKey,
};

type Action = (commands: Commands, utilityId: string) => Promise<Outcome>;

async function runKey(given: Given, terminal: Terminal): Promise<Outcome> {
  return actAtUtility(given, terminal, actionOf(given));
}

function actionOf(given: Given): Action {
  const [verb, id, ...more] = given.words;
  if (verb === "create" && id === undefined) return creation(given);
  if (verb === "list" && id === undefined) return listKeys;
  if (verb === "revoke" && id !== undefined && more.length === 0) {
    return (commands, utilityId) => revokeKey(commands, utilityId, id);
  }
  throw new UsageError("say create, list, or revoke and one key's id");
}

function creation(given: Given): Action {
  const name = given.text("name")?.trim() ?? "";
  if (name === "" || name.length > NAME_CHARACTERS_MAX) {
    throw new UsageError(
      `--name is missing or longer than ${String(NAME_CHARACTERS_MAX)} characters`,
    );
  }
  const chosen = (given.text("scopes") ?? "").split(",").map((word) => word.trim());
  const unknown = chosen.find((word) => !scopes.some((scope) => scope === word));
  if (unknown !== undefined) {
    throw new UsageError(`--scopes takes ${scopes.join(", ")}, parted by commas, not "${unknown}"`);
  }
  const asked = scopes.filter((scope) => chosen.includes(scope));
  return (commands, utilityId) => createKey(commands, utilityId, { name, asked });
}

async function createKey(
  commands: Commands,
  utilityId: string,
  { name, asked }: { name: string; asked: readonly Scope[] },
): Promise<Outcome> {
  const token = makeToken(utilityId, randomBytes(TOKEN_BYTES));
  // Names the key in lists and logs without telling anything of the token.
  const keyId = `key-${randomBytes(6).toString("hex")}`;
  const hash = await hashToken(token);
  const answer = await commands("create_key", { utilityId, keyId, name, scopes: asked, hash });
  if (isRefusal(answer)) return refusedOutcome(answer);
  return {
    status: 0,
    lines: [token, "", `This is key ${keyId}. It is shown only now; only its hash is kept.`],
    json: { utility: utilityId, id: keyId, name, scopes: asked, token },
  };
}

async function listKeys(commands: Commands, utilityId: string): Promise<Outcome> {
  const rows = await commands("list_keys", { utilityId });
  if (isRefusal(rows)) return refusedOutcome(rows);
  const keys = (rows as readonly KeyRow[]).map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes.split(" "),
    created_at: new Date(row.createdAtMs).toISOString(),
    revoked_at: row.revokedAtMs === null ? null : new Date(row.revokedAtMs).toISOString(),
  }));
  const lines = keys.map(
    (one) =>
      `${one.id}  ${one.name}  ${one.scopes.join(",")}  since ${one.created_at}${one.revoked_at === null ? "" : `  revoked ${one.revoked_at}`}`,
  );
  return {
    status: 0,
    lines: lines.length === 0 ? [`${utilityId} has no API keys.`] : lines,
    json: { utility: utilityId, keys },
  };
}

async function revokeKey(commands: Commands, utilityId: string, keyId: string): Promise<Outcome> {
  const answer = await commands("revoke_key", { utilityId, keyId });
  if (isRefusal(answer)) return refusedOutcome(refuse(answer.code, answer.message));
  return {
    status: 0,
    lines: [`${keyId} is revoked: nothing it sends is taken from now on.`],
    json: { utility: utilityId, id: keyId },
  };
}
