import { randomBytes } from "node:crypto";
import { isPublicKey } from "../../../channels/signed/ed25519.ts";
import { isRefusal } from "../../../core/refusal.ts";
import { hashToken } from "../../api-key.ts";
import { CODE_BYTES, KIOSK_ID_BYTES, makeCode, makeKioskId } from "../../kiosk.ts";
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
import { registering } from "./kiosk-reader.ts";
import { actAtUtility, writerHelp, writerOptions } from "./writing.ts";

/** As the hub gives a terminal back: never its token, which only the terminal has. */
interface KioskRow {
  readonly id: string;
  readonly name: string;
  readonly deviceKey: string | null;
  readonly createdAtMs: number;
  readonly enrolledAtMs: number | null;
  readonly revokedAtMs: number | null;
}

const NAME_CHARACTERS_MAX = 64;

export const kiosk: Command = {
  name: "kiosk",
  summary: "Enrols, lists and revokes the walk-up terminals of a utility.",
  usage: [
    "kiosk enrol NAME [--device-key KEY] [--utility ID]",
    "kiosk list [--utility ID]",
    "kiosk revoke KIOSK-ID [--utility ID]",
    "kiosk reader KIOSK-ID --code CODE --location tml_... [--utility ID]",
  ],
  help: [
    ...configurationHelp,
    utilityHelp,
    ...writerHelp,
    "  --device-key KEY       base64 of the Ed25519 key that the terminal's acceptor and reader sign with;",
    "                         left out, the terminal says it when it gives the code",
    "  --code CODE            what a smart reader of Stripe's shows when it is to be paired",
    "  --location tml_...     the location of Stripe's that it stands at",
    "",
    "The code is shown once, is good for 15 minutes and for one terminal; only its hash is kept. A terminal of the",
    "same name that is enrolled anew keeps its id, and what it had before lets it in no more.",
  ],
  options: {
    ...configurationOptions,
    ...writerOptions,
    "device-key": { type: "string" },
    code: { type: "string" },
    location: { type: "string" },
  },
  run: runKiosk,
};

const USAGE = "say enrol and one name, list, or revoke or reader and one terminal's id";

type Action = (commands: Commands, utilityId: string) => Promise<Outcome>;

async function runKiosk(given: Given, terminal: Terminal): Promise<Outcome> {
  return actAtUtility(given, terminal, actionOf(given, terminal));
}

function actionOf(given: Given, terminal: Terminal): Action {
  const [verb, word, ...more] = given.words;
  if (verb === "list" && word === undefined) return listKiosks;
  if (word === undefined || more.length > 0) {
    throw new UsageError(USAGE);
  }
  if (verb === "enrol") return offering(given, word.trim());
  if (verb === "reader") return registering(given, terminal, word);
  if (verb === "revoke") return (commands, utilityId) => revokeKiosk(commands, utilityId, word);
  throw new UsageError(USAGE);
}

function offering(given: Given, name: string): Action {
  const deviceKey = given.text("device-key") ?? null;
  if (name === "" || name.length > NAME_CHARACTERS_MAX) {
    throw new UsageError(`a name has 1 to ${String(NAME_CHARACTERS_MAX)} characters`);
  }
  if (deviceKey !== null && !isPublicKey(deviceKey)) {
    throw new UsageError("--device-key is not base64 of 32 bytes");
  }
  return (commands, utilityId) => offerKiosk(commands, utilityId, { name, deviceKey });
}

async function offerKiosk(
  commands: Commands,
  utilityId: string,
  { name, deviceKey }: { name: string; deviceKey: string | null },
): Promise<Outcome> {
  const code = makeCode(utilityId, randomBytes(CODE_BYTES));
  const answer = await commands("offer_kiosk", {
    utilityId,
    kioskId: makeKioskId(utilityId, randomBytes(KIOSK_ID_BYTES)),
    name,
    codeHash: await hashToken(code),
    deviceKey,
  });
  if (isRefusal(answer)) return refusedOutcome(answer);
  const { kioskId } = answer as { readonly kioskId: string };
  return {
    status: 0,
    lines: [code, "", `Type this at the terminal within 15 minutes. It will be ${kioskId}.`],
    json: { utility: utilityId, id: kioskId, name, code },
  };
}

async function listKiosks(commands: Commands, utilityId: string): Promise<Outcome> {
  const rows = await commands("list_kiosks", { utilityId });
  if (isRefusal(rows)) return refusedOutcome(rows);
  const written = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());
  const kiosks = (rows as readonly KioskRow[]).map((row) => ({
    id: row.id,
    name: row.name,
    has_devices: row.deviceKey !== null,
    enrolled_at: written(row.enrolledAtMs),
    revoked_at: written(row.revokedAtMs),
  }));
  const lines = kiosks.map((one) => {
    const state = one.revoked_at === null ? one.enrolled_at : `revoked ${one.revoked_at}`;
    return `${one.id}  ${one.name}  ${state === null ? "waits for its code" : state}`;
  });
  return {
    status: 0,
    lines: lines.length === 0 ? [`${utilityId} has no terminals.`] : lines,
    json: { utility: utilityId, kiosks },
  };
}

async function revokeKiosk(
  commands: Commands,
  utilityId: string,
  kioskId: string,
): Promise<Outcome> {
  const answer = await commands("revoke_kiosk", { utilityId, kioskId });
  if (isRefusal(answer)) return refusedOutcome(answer);
  return {
    status: 0,
    lines: [`${kioskId} is revoked: nothing it shows or tells is taken from now on.`],
    json: { utility: utilityId, id: kioskId },
  };
}
