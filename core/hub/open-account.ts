import { assert, must } from "../assert.ts";
import { instantOf, localMonth, type Now } from "../instant.ts";
import { type Header, tenderTaken } from "../ledger/postings.ts";
import type { Transfer } from "../ledger/transfer.ts";
import { currencyOf } from "../money.ts";
import type { Home, Sql } from "../ports.ts";
import {
  accountAt,
  addAccount,
  addAccountContact,
  addService,
  linkMeter,
  linkTariff,
  type Mode,
  modeAt,
  savePremise,
  setMode,
} from "../store/accounts.ts";
import { takeKey } from "../store/inbox.ts";
import { saveSupply } from "../store/supply.ts";
import { unseenSwitch } from "../supply/state.ts";
import { mustAccount } from "./account-facts.ts";
import type { Arrival } from "./adopt-configuration.ts";
import { changeBilling } from "./change-billing.ts";
import type { EnrolService } from "./enrol.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { postAll } from "./post.ts";
import { mustSettings } from "./settings.ts";
import { suppliesOf, wakeSwitch } from "./switch-supply.ts";

export interface OpenAccount {
  readonly accountId: string;
  readonly customerId: string;
  readonly language: string;
  readonly mode: Mode;
  readonly zone: string;
  readonly openingUnits: number;
  readonly lines: readonly string[];
  readonly services: readonly EnrolService[];
  /** When what is new about it begins, service time. */
  readonly fromMs: number;
  readonly actor: string;
}

/**
 * Opens an account's home, or links what is new about an account that is open. A switch is `unknown` until the meter has been
 * looked at; a meter without a switch of its own is simply on.
 */
export function openAccount(
  sql: Sql,
  now: Now,
  at: Arrival,
  input: OpenAccount,
): { kind: "opened" | "changed" | "seen" } {
  if (!takeKey(sql, at.home, at.key, now.wallMs)) return { kind: "seen" };
  const { settings } = mustSettings(sql, now.serviceMs);
  const happening = beginHappening(sql, at.home);
  const isNew = accountAt(sql, at.home) === undefined;
  if (isNew) {
    addAccount(sql, at.home, {
      id: input.accountId,
      utilityId: settings.utilityId,
      customerId: input.customerId,
      currency: settings.currency,
      zone: input.zone,
      openedAtMs: input.fromMs,
      closedAtMs: null,
    });
  }
  // What a new account brings along is posted as prepaid money is, and then as its own billing has it.
  if (isNew) setMode(sql, at.home, "prepaid", input.fromMs);
  for (const line of input.lines) {
    const contact = { line, language: input.language, fromMs: input.fromMs };
    addAccountContact(sql, at.home, contact);
  }
  for (const service of input.services) {
    openService(sql, now, at.home, { service, fromMs: isNew ? null : input.fromMs });
  }
  if (isNew && input.openingUnits !== 0) postOpening(sql, now, happening, input);
  billAs(sql, now, happening, input);
  recordHappening(sql, now, happening, {
    kind: isNew ? "account-opened" : "account-changed",
    actor: input.actor,
    channel: null,
    cause: at.key,
    effectiveAtMs: input.fromMs,
    facts: {
      accountId: input.accountId,
      mode: input.mode,
      services: input.services.map(({ commodity, meterId, tariffId }) => ({
        commodity,
        meterId,
        tariffId,
      })),
      openingUnits: isNew ? input.openingUnits : 0,
    },
  });
  return { kind: isNew ? "opened" : "changed" };
}

/** As the file has it: an account that was billed otherwise is changed with all that it has and owes. */
function billAs(sql: Sql, now: Now, happening: Happening, { mode, actor }: OpenAccount): void {
  const { home } = happening;
  if (modeAt(sql, home, now.serviceMs) === mode) return;
  changeBilling(sql, now, happening, { account: mustAccount(sql, home), mode, actor });
}

/** One service a commodity and premise; a new meter or tariff is a new link from then on. */
function openService(
  sql: Sql,
  now: Now,
  home: Home,
  { service, fromMs }: { service: EnrolService; fromMs: number | null },
): void {
  const movedInMs = instantOf(service.zone, service.movedInDay);
  const premiseId = sql.sha256(service.label).slice(0, 16);
  const serviceId = `${service.commodity}-${premiseId}`;
  savePremise(sql, home, {
    id: premiseId,
    label: service.label,
    zone: service.zone,
    area: service.area ?? null,
  });
  const { commodity } = service;
  const isNew = addService(sql, home, { id: serviceId, premiseId, commodity, fromMs: movedInMs });
  const linkedFromMs = isNew ? movedInMs : (fromMs ?? movedInMs);
  linkTariff(sql, home, { serviceId, tariffId: service.tariffId, fromMs: linkedFromMs });
  linkMeter(sql, home, {
    serviceId,
    meterId: service.meterId,
    remoteSwitch: service.remoteSwitch ? 1 : 0,
    fromMs: linkedFromMs,
  });
  if (suppliesOf(sql, home).some((supply) => supply.serviceId === serviceId)) return;
  const unseen = unseenSwitch("on", now.wallMs);
  const record = service.remoteSwitch
    ? unseen
    : ({ ...unseen, state: "on", lookAtMs: null } as const);
  saveSupply(sql, home, serviceId, JSON.stringify(record));
  wakeSwitch(sql, now, home, { serviceId, record });
}

/** What the customer brings along: from suspense, which the utility clears when the earlier system's money has moved. */
function postOpening(sql: Sql, now: Now, happening: Happening, input: OpenAccount): void {
  const { home } = happening;
  const currency = must(currencyOf(mustSettings(sql, now.serviceMs).settings.currency), "a scale");
  const header: Header = {
    id: `${happening.id}/opening`,
    cause: happening.id,
    corrects: null,
    actor: input.actor,
    channel: "hub",
    effectiveAtMs: input.fromMs,
    month: localMonth(input.zone, input.fromMs),
  };
  const amountUnits = Math.abs(input.openingUnits);
  const transfers =
    input.openingUnits > 0
      ? tenderTaken(header, {
          account: "suspense",
          amountUnits,
          targets: [{ account: "prepaid", amountUnits }],
        })
      : [openingDebt(header, amountUnits)];
  const result = postAll(sql, now, { home, currency }, transfers);
  assert(result.kind === "posted", `an opening balance was not posted: ${JSON.stringify(result)}`);
}

function openingDebt(header: Header, amountUnits: number): Transfer {
  const entries = [
    { account: "shortfall", amountUnits },
    { account: "suspense", amountUnits: -amountUnits },
  ];
  return { ...header, kind: "posted", code: "opening", pendingId: null, entries };
}
