import { must } from "../assert.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { daysToKnow, KnownReads } from "../rating/known-reads.ts";
import { type StoredInterval, unpack } from "../rating/packed.ts";
import { judgeRead } from "../rating/validate.ts";
import { refuse } from "../refusal.ts";
import { type MeterLink, meterLinks, type ServiceRow, servicesOf } from "../store/accounts.ts";
import { type RatingRow, ratingOf, readBatchesOf } from "../store/reads.ts";
import type { RegisterRow } from "../store/registers.ts";
import { type IncomingRegister, judgeRegisterRead } from "./judge-register.ts";
import { registeredTime } from "./stored-reads.ts";

/** One interval read as a meter's head-end gives it; times are service time, quantities 1e-6 of the tariff's unit. */
interface IncomingInterval extends StoredInterval {
  readonly meterId: string;
}

export type IncomingRead = IncomingInterval | IncomingRegister;

export interface ReadResult {
  readonly outcome: "accepted" | "revised" | "duplicate" | "refused" | "held";
  readonly code: string | null;
  readonly message: string | null;
}

/** What of a batch is new for one service. */
export interface ServiceBatch {
  readonly service: ServiceRow;
  readonly rating: RatingRow | null;
  /** Where in the call each new interval stood, to answer for it. */
  readonly places: number[];
  readonly stored: StoredInterval[];
  /** What is to be billed: metered intervals only, each with what it adds. */
  readonly billed: { startMs: number; durationMs: number; quantityMicro: number }[];
  readonly held: (StoredInterval & { code: string })[];
  /** What registers showed, and what of it is held for staff. */
  readonly registers: RegisterRow[];
  readonly heldRegisters: (RegisterRow & { code: string })[];
  readonly exchanges: Exchange[];
  /** The batches whose intervals this one revises, and how many of its intervals revise none. */
  readonly revises: Set<string>;
  fresh: number;
}

/** A meter taken out, and the one put in its place. */
interface Exchange {
  readonly removed: MeterLink;
  readonly meterId: string;
  readonly atMs: number;
}

/** What is known of a service's late intervals, and in which batch each metered one came. */
interface Seen {
  readonly known: KnownReads;
  readonly batchAt: Map<number, string>;
}

/** The most a domestic connection delivers in an hour, in 1e-6 of the unit: 100 kWh, m3 or the like. More is held for staff. */
const HOURLY_LIMIT_MICRO = 100_000_000;

/**
 * Judges every read of a call against what the account's services know, in the order given. Unknown meters and wrong reads
 * get their own refusal; the rest go on.
 */
export function judgeBatch(
  sql: Sql,
  now: Now,
  home: Home,
  reads: readonly IncomingRead[],
): { results: ReadResult[]; batches: ServiceBatch[] } {
  const services = new Map(servicesOf(sql, home).map((service) => [service.id, service]));
  const ratings = new Map(ratingOf(sql, home).map((row) => [row.serviceId, row]));
  let links = meterLinks(sql, home);
  const batches = new Map<string, ServiceBatch>();
  const known = new Map<string, Seen>();
  const results = reads.map((read, place): ReadResult => {
    const link = linkOf(links, read);
    if (link === undefined) {
      return { outcome: "refused", ...said(refuse("unknown_meter", "no service has this meter")) };
    }
    const service = must(services.get(link.serviceId), "a linked service exists");
    const rating = ratings.get(service.id) ?? null;
    let batch = batches.get(service.id);
    if (batch === undefined) {
      batch = emptyBatch(service, rating);
      batches.set(service.id, batch);
      const ofService = reads.filter((other) => linkOf(links, other)?.serviceId === service.id);
      known.set(service.id, knownOf(sql, home, batch, ofService));
    }
    if ("atMs" in read) {
      const result = judgeRegisterOne(sql, now, home, { read, link, batch, place });
      const exchange = batch.exchanges.at(-1);
      if (exchange !== undefined) links = exchanged(links, exchange);
      return result;
    }
    const seen = must(known.get(service.id), "what is known was loaded");
    return judgeOne(now, read, { link, batch, seen, place });
  });
  return { results, batches: [...batches.values()] };
}

function emptyBatch(service: ServiceRow, rating: RatingRow | null): ServiceBatch {
  const revises = new Set<string>();
  return {
    service,
    rating,
    places: [],
    stored: [],
    billed: [],
    held: [],
    registers: [],
    heldRegisters: [],
    exchanges: [],
    revises,
    fresh: 0,
  };
}

/** A register is read at the very end of its time too: when the meter is taken out. */
function linkOf(links: readonly MeterLink[], read: IncomingRead): MeterLink | undefined {
  const ofMeter = links.filter((link) => link.meterId === read.meterId);
  const atMs = "atMs" in read ? read.atMs - 1 : read.startMs;
  return (
    ofMeter.find((link) => link.fromMs <= atMs && (link.toMs === null || link.toMs > atMs)) ??
    ofMeter.at(-1)
  );
}

function exchanged(links: readonly MeterLink[], { removed, meterId, atMs }: Exchange): MeterLink[] {
  if (links.some((link) => link.meterId === meterId && link.toMs === null)) return [...links];
  return [
    ...links.filter((link) => link !== removed),
    { ...removed, toMs: atMs },
    { ...removed, meterId, fromMs: atMs },
  ];
}

/** Nothing stored can touch reads that all begin after the newest one known: that is the common case, and costs no look. */
function knownOf(
  sql: Sql,
  home: Home,
  { service, rating }: ServiceBatch,
  reads: readonly IncomingRead[],
): Seen {
  const throughMs = Math.max(rating?.throughMs ?? 0, rating?.estimatedThroughMs ?? 0);
  const late = reads.filter((read) => "startMs" in read && read.startMs < throughMs);
  if (late.length === 0) return { known: new KnownReads(), batchAt: new Map() };
  const days = new Set(
    late.flatMap((read) => ("startMs" in read ? daysToKnow(service.zone, read.startMs) : [])),
  );
  const rows = readBatchesOf(sql, home, service.id, [...days]);
  const known = new KnownReads();
  const batchAt = new Map<number, string>();
  for (const row of rows) {
    for (const interval of unpack(row.packed)) {
      known.add(interval);
      if (!interval.estimated) batchAt.set(interval.startMs, row.batch);
    }
  }
  for (const span of registeredTime(sql, home, service.id)) known.add(span);
  return { known, batchAt };
}

function judgeOne(
  now: Now,
  read: IncomingInterval,
  at: { link: MeterLink; batch: ServiceBatch; seen: Seen; place: number },
): ReadResult {
  const { link, batch, seen, place } = at;
  const { meterId: _, ...interval } = read;
  const verdict = judgeRead(interval, seen.known, {
    serviceNowMs: now.serviceMs,
    serviceFromMs: batch.service.fromMs,
    serviceUntilMs: batch.service.toMs,
    meterFromMs: link.fromMs,
    meterUntilMs: link.toMs,
    hourlyLimitMicro: HOURLY_LIMIT_MICRO,
  });
  switch (verdict.kind) {
    case "accepted":
    case "revised":
      seen.known.add(interval);
      noteRevision(batch, verdict.kind, seen.batchAt.get(interval.startMs));
      batch.places.push(place);
      batch.stored.push(interval);
      if (!interval.estimated) {
        const { startMs, durationMs } = interval;
        batch.billed.push({ startMs, durationMs, quantityMicro: verdict.deltaMicro });
      }
      return { outcome: verdict.kind, code: null, message: null };
    case "duplicate":
      return { outcome: "duplicate", code: null, message: null };
    case "superseded":
      return { outcome: "duplicate", code: "superseded", message: "a better read is known" };
    case "held":
      batch.held.push({ ...interval, code: verdict.code });
      return { outcome: "held", ...said(verdict) };
    case "refused":
      return { outcome: "refused", ...said(verdict) };
  }
}

function judgeRegisterOne(
  sql: Sql,
  now: Now,
  home: Home,
  at: { read: IncomingRegister; link: MeterLink; batch: ServiceBatch; place: number },
): ReadResult {
  const { read, link, batch, place } = at;
  const bounds = {
    link,
    service: batch.service,
    throughMs: batch.rating?.throughMs ?? 0,
    billed: batch.billed,
    taken: batch.registers,
    hourlyLimitMicro: HOURLY_LIMIT_MICRO,
  };
  const verdict = judgeRegisterRead(sql, now, home, { read, bounds });
  if (verdict.kind === "refused") return { outcome: "refused", ...said(verdict) };
  if (verdict.kind === "duplicate") return { outcome: "duplicate", code: null, message: null };
  if (read.exchangedFor !== null) {
    const { meterId, registerMicro } = read.exchangedFor;
    batch.exchanges.push({ removed: link, meterId, atMs: read.atMs });
    const installed = { serviceId: batch.service.id, meterId, atMs: read.atMs, registerMicro };
    batch.registers.push({ ...installed, estimated: 0 });
  }
  const { meterId, atMs, registerMicro } = read;
  const row = { serviceId: batch.service.id, meterId, atMs, registerMicro };
  const estimated = Number(read.estimated);
  if (verdict.kind === "held") {
    batch.heldRegisters.push({ ...row, estimated, code: verdict.code });
    return { outcome: "held", ...said(verdict) };
  }
  batch.places.push(place);
  batch.registers.push({ ...row, estimated });
  if (verdict.kind === "begun") {
    const message = "the register begins to count here; nothing is billed by one read";
    return { outcome: "accepted", code: "register_begun", message };
  }
  batch.fresh += 1;
  batch.stored.push({ ...verdict.use, revision: 0, estimated: read.estimated });
  if (!read.estimated) batch.billed.push(verdict.use);
  return verdict.wentRound
    ? { outcome: "accepted", code: "register_went_round", message: "its digits began again at 0" }
    : { outcome: "accepted", code: null, message: null };
}

function noteRevision(
  batch: ServiceBatch,
  kind: "accepted" | "revised",
  revised: string | undefined,
): void {
  if (kind === "revised" && revised !== undefined) batch.revises.add(revised);
  else batch.fresh += 1;
}

function said({ code, message }: { code: string; message: string }): {
  code: string;
  message: string;
} {
  return { code, message };
}
