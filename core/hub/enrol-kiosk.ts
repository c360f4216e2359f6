import { MINUTE_MS, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, refuse } from "../refusal.ts";
import {
  addKiosk,
  addKioskCode,
  enrolKioskRow,
  kioskByToken,
  kioskOf,
  type KioskRow,
  kiosksOf,
  liveKioskNamed,
  revokeKioskRow,
  useKioskCode,
} from "../store/kiosks.ts";
import { beginHappening, recordHappening } from "./journal.ts";

/** Long enough to walk to the terminal with it, too short for a slip of paper that is found. */
const CODE_VALID_MS = 15 * MINUTE_MS;

export interface OfferKiosk {
  /** The id it gets where no terminal has this name yet. */
  readonly kioskId: string;
  readonly name: string;
  /** SHA-256 hex of the code; the code itself is shown once by whoever made it and kept nowhere. */
  readonly codeHash: string;
  /** Base64 of the devices' public key, where it is known already. */
  readonly deviceKey: string | null;
  readonly actor: string;
}

/** Makes a terminal known under its name, or known anew, by a one-time code that it has yet to give. */
export function offerKiosk(
  sql: Sql,
  now: Now,
  home: Home,
  input: OfferKiosk,
): { readonly kind: "offered"; readonly kioskId: string } {
  const before = liveKioskNamed(sql, home, input.name);
  const kioskId = before?.id ?? input.kioskId;
  if (before === undefined) {
    addKiosk(sql, home, {
      id: kioskId,
      name: input.name,
      deviceKey: input.deviceKey,
      createdAtMs: now.wallMs,
      enrolledAtMs: null,
      revokedAtMs: null,
    });
  }
  const expiresAtMs = now.wallMs + CODE_VALID_MS;
  addKioskCode(sql, home, { hash: input.codeHash, kioskId, expiresAtMs });
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "kiosk-offered",
    actor: input.actor,
    channel: null,
    cause: kioskId,
    facts: { kioskId },
  });
  return { kind: "offered", kioskId };
}

export interface EnrolKiosk {
  readonly codeHash: string;
  /** SHA-256 hex of the token that the terminal keeps. */
  readonly tokenHash: string;
  readonly deviceKey: string | null;
}

/** Takes a terminal in by its code. One that is wrong, used, expired or of a revoked terminal gets one answer. */
export function enrolKiosk(
  sql: Sql,
  now: Now,
  home: Home,
  input: EnrolKiosk,
): { readonly kind: "enrolled"; readonly kioskId: string } | Refusal<"bad_code"> {
  const kioskId = useKioskCode(sql, home, input.codeHash, now.wallMs);
  const kiosk = kioskId === null ? undefined : kioskOf(sql, home, kioskId);
  if (kiosk === undefined || kiosk.revokedAtMs !== null) {
    return refuse("bad_code", "this code is wrong, used or too old: make a new one");
  }
  const { tokenHash, deviceKey } = input;
  enrolKioskRow(sql, home, { id: kiosk.id, tokenHash, deviceKey, nowMs: now.wallMs });
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "kiosk-enrolled",
    actor: "kiosk",
    channel: "kiosk",
    cause: kiosk.id,
    facts: { kioskId: kiosk.id },
  });
  return { kind: "enrolled", kioskId: kiosk.id };
}

export function revokeKiosk(
  sql: Sql,
  now: Now,
  home: Home,
  { kioskId, actor }: { kioskId: string; actor: string },
): { readonly kind: "revoked" } | Refusal<"no_live_kiosk"> {
  if (!revokeKioskRow(sql, home, kioskId, now.wallMs)) {
    return refuse("no_live_kiosk", `there is no live terminal ${kioskId}`);
  }
  recordHappening(sql, now, beginHappening(sql, home), {
    kind: "kiosk-revoked",
    actor,
    channel: null,
    cause: kioskId,
    facts: { kioskId },
  });
  return { kind: "revoked" };
}

/** The live terminal behind a token's hash; revoked and unknown ones look the same. */
export function checkKiosk(sql: Sql, home: Home, tokenHash: string): { kioskId: string } | null {
  const kiosk = kioskByToken(sql, home, tokenHash);
  return kiosk === undefined ? null : { kioskId: kiosk.id };
}

/** The key that a live terminal's devices sign with; null where there is none to believe. */
export function deviceKeyOf(sql: Sql, home: Home, kioskId: string): string | null {
  const kiosk = kioskOf(sql, home, kioskId);
  return kiosk === undefined || kiosk.revokedAtMs !== null ? null : kiosk.deviceKey;
}

export function listKiosks(sql: Sql, home: Home): readonly KioskRow[] {
  return kiosksOf(sql, home);
}
