/** What staff see of an account's reads: how far they go, what is missing between them, and what is held. */
import { accountHome } from "../ids.ts";
import type { Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Gap, gapsIn } from "../rating/gaps.ts";
import { KnownReads } from "../rating/known-reads.ts";
import { unpack } from "../rating/packed.ts";
import { READ_AGE_MAX_MS } from "../rating/validate.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { accountAt, type ServiceRow, servicesOf } from "../store/accounts.ts";
import { type HeldRead, heldReads, ratingOf } from "../store/reads.ts";
import { type HeldRegister, heldRegisters } from "../store/registers.ts";
import { rowsBetween } from "./stored-reads.ts";

export interface ServiceReads {
  readonly serviceId: string;
  readonly commodity: ServiceRow["commodity"];
  /** The end of the newest metered read; null before the first. */
  readonly throughMs: number | null;
  /** What no metered read tells of; a gap closes when its reads arrive, however late. */
  readonly gaps: readonly Gap[];
  /** Reads that were billed nothing and that no better read has replaced. */
  readonly held: readonly HeldRead[];
  readonly heldRegisters: readonly HeldRegister[];
}

/** Looks as far back as a read may still come. Refuses an account that is not here. */
export function accountReads(
  sql: Sql,
  now: Now,
  accountId: string,
): ServiceReads[] | Refusal<"no_such_account"> {
  const home = accountHome(accountId);
  if (accountAt(sql, home) === undefined) {
    return refuse("no_such_account", `there is no account ${accountId}`);
  }
  const through = new Map(ratingOf(sql, home).map((row) => [row.serviceId, row.throughMs]));
  return servicesOf(sql, home).map((service) =>
    serviceReads(sql, home, {
      service,
      throughMs: through.get(service.id) ?? null,
      fromMs: Math.max(service.fromMs, now.serviceMs - READ_AGE_MAX_MS),
    }),
  );
}

function serviceReads(
  sql: Sql,
  home: Home,
  of: { service: ServiceRow; throughMs: number | null; fromMs: number },
): ServiceReads {
  const { service, throughMs, fromMs } = of;
  const rows =
    throughMs === null || throughMs <= fromMs
      ? []
      : rowsBetween(sql, home, service, [fromMs, throughMs]);
  const intervals = rows.flatMap((row) => unpack(row.packed));
  const known = new KnownReads(intervals);
  const held = heldReads(sql, home, service.id, fromMs).filter(
    (read) =>
      !known
        .meteredDuring({ ...read, estimated: false })
        .some(({ revision }) => revision >= read.revision),
  );
  return {
    serviceId: service.id,
    commodity: service.commodity,
    throughMs,
    gaps: gapsIn(intervals),
    held,
    heldRegisters: heldRegisters(sql, home, service.id, fromMs),
  };
}
