import { accountHome, keyOf, lineHome } from "../ids.ts";
import { instantOf, type LocalDay, type Now } from "../instant.ts";
import type { Home, Sql } from "../ports.ts";
import { type Refusal, isRefusal, refuse } from "../refusal.ts";
import type { Mode } from "../store/accounts.ts";
import { allConfiguration } from "../store/configuration.ts";
import {
  addContact,
  addMethod,
  addSlice,
  enrolmentOf,
  enterDirectory,
  leftAccounts,
  linkAccount,
  lookUp,
  saveCustomer,
  saveEnrolment,
} from "../store/customers.ts";
import { enterNumber } from "../store/secrets.ts";
import { sendHappening } from "./delivery.ts";
import { beginHappening, type Happening, recordHappening } from "./journal.ts";
import { settingsAt } from "./settings.ts";
import { tariffVersions } from "./service-tariffs.ts";

export interface EnrolService {
  readonly commodity: "electricity" | "gas" | "water";
  readonly meterId: string;
  readonly remoteSwitch: boolean;
  readonly tariffId: string;
  readonly label: string;
  readonly zone: string;
  /** Where the premise is, as weather and rules name it; absent is the utility's usual area. */
  readonly area?: string;
  readonly movedInDay: LocalDay;
}

/** An account as a utility hands it over, with its customer, contacts, methods and services. */
export interface Enrol {
  readonly accountId: string;
  readonly customerId: string;
  readonly name: string;
  readonly language: string;
  readonly mode: Mode;
  readonly label: string;
  readonly zone: string;
  /** What the customer brings along; negative is owed and stands as shortfall. */
  readonly openingUnits: number;
  readonly contacts: readonly {
    readonly line: string;
    /** How the customer agreed to texts; null where there is no agreement. */
    readonly agreed: string | null;
  }[];
  readonly methods: readonly {
    readonly token: string;
    readonly brand: string;
    readonly last4: string;
  }[];
  readonly services: readonly EnrolService[];
  readonly actor: string;
  /** The store that will hold the account's home (Store.sliceOf). */
  readonly slice: string;
}

export type EnrolRefusal =
  | "no_settings"
  | "unknown_tariff"
  | "wrong_tariff"
  | "meter_in_use"
  | "account_closed"
  | "zone_changes";

/**
 * Enrols an account at the utility's home, or takes in what has changed of it since (a new contact, method, service, meter
 * or tariff, from now on). The same record again is `unchanged`. The account's own home is opened by outbox.
 */
export function enrol(
  sql: Sql,
  now: Now,
  home: Home,
  input: Enrol,
): { kind: "enrolled" | "changed" | "unchanged" } | Refusal<EnrolRefusal> {
  if (settingsAt(sql, now.serviceMs) === null) {
    return refuse("no_settings", "the utility's configuration has not been published yet");
  }
  const { slice: _, actor: __, ...record } = input;
  const digest = sql.sha256(JSON.stringify(record));
  const before = enrolmentOf(sql, home, input.accountId);
  if (before?.digest === digest) return { kind: "unchanged" };
  if (before !== undefined && before.zone !== input.zone) {
    return refuse("zone_changes", `account ${input.accountId} is kept in ${before.zone}`);
  }
  if (leftAccounts(sql, home, [input.accountId]).length > 0) {
    return refuse("account_closed", `account ${input.accountId} is closed; open another`);
  }
  const isNew = before === undefined;
  const refusal = checkServices(sql, now, home, { input, isNew });
  if (isRefusal(refusal)) return refusal;
  const fromMs = before === undefined ? movedInMs(input) : now.serviceMs;
  const happening = beginHappening(sql, home);
  saveEnrolment(sql, home, {
    accountId: input.accountId,
    digest,
    zone: input.zone,
    nowMs: now.wallMs,
  });
  keepCustomer(sql, home, input, fromMs);
  openHome(sql, now, happening, { input, fromMs });
  recordHappening(sql, now, happening, {
    kind: before === undefined ? "account-enrolled" : "account-changed",
    actor: input.actor,
    channel: null,
    cause: input.accountId,
    facts: { accountId: input.accountId, openingUnits: input.openingUnits },
  });
  return { kind: before === undefined ? "enrolled" : "changed" };
}

function movedInMs(input: Enrol): number {
  const starts = input.services.map((service) => instantOf(service.zone, service.movedInDay));
  return Math.min(...starts);
}

function checkServices(
  sql: Sql,
  now: Now,
  home: Home,
  { input, isNew }: { readonly input: Enrol; readonly isNew: boolean },
): Refusal<EnrolRefusal> | null {
  const meters = lookUp(
    sql,
    home,
    "meter",
    input.services.map((service) => service.meterId),
  );
  for (const service of input.services) {
    const [tariff] = tariffVersions(sql, service.tariffId);
    if (tariff === undefined) {
      return refuse("unknown_tariff", `tariff ${service.tariffId} has not been imported`);
    }
    if (tariff.commodity !== service.commodity) {
      return refuse(
        "wrong_tariff",
        `tariff ${service.tariffId} is for ${tariff.commodity}, not for ${service.commodity}`,
      );
    }
    const fromMs = isNew ? instantOf(service.zone, service.movedInDay) : now.serviceMs;
    const other = meters.find(
      (entry) =>
        entry.key === service.meterId &&
        entry.accountId !== input.accountId &&
        (entry.toMs === null || entry.toMs > fromMs),
    );
    if (other !== undefined) {
      const until = other.toMs === null ? "" : ` until ${new Date(other.toMs).toISOString()}`;
      return refuse("meter_in_use", `meter ${service.meterId} belongs to another account${until}`);
    }
  }
  return null;
}

function keepCustomer(sql: Sql, home: Home, input: Enrol, fromMs: number): void {
  const { customerId, accountId } = input;
  saveCustomer(sql, home, { id: customerId, name: input.name, language: input.language });
  linkAccount(sql, home, { customerId, accountId, fromMs });
  enterDirectory(sql, home, { kind: "account", key: accountId, accountId, fromMs });
  const digits = accountId.replaceAll(/\D/g, "");
  if (digits !== "") enterNumber(sql, home, { digits, accountId });
  for (const { line } of input.contacts) {
    addContact(sql, home, { id: keyOf(customerId, line), customerId, line, fromMs });
  }
  for (const method of input.methods) {
    const id = keyOf(customerId, method.token);
    addMethod(sql, home, { ...method, id, customerId, fromMs });
  }
  for (const { meterId } of input.services) {
    enterDirectory(sql, home, { kind: "meter", key: meterId, accountId, fromMs });
  }
}

function openHome(
  sql: Sql,
  now: Now,
  happening: Happening,
  { input, fromMs }: { input: Enrol; fromMs: number },
): void {
  const to = accountHome(input.accountId);
  if (addSlice(sql, happening.home, input.slice, to)) {
    const rows = allConfiguration(sql);
    const delivery = { kind: "adopt-configuration", input: { rows } } as const;
    sendHappening(sql, now, happening, { to, delivery, part: "configuration" });
  }
  const opening = {
    accountId: input.accountId,
    customerId: input.customerId,
    language: input.language,
    mode: input.mode,
    zone: input.zone,
    openingUnits: input.openingUnits,
    lines: input.contacts.map((contact) => contact.line),
    services: input.services,
    fromMs,
    actor: input.actor,
  };
  const delivery = { kind: "open-account", input: opening } as const;
  sendHappening(sql, now, happening, { to, delivery, part: "open" });
  for (const [at, { line, agreed }] of input.contacts.entries()) {
    if (agreed !== null) {
      const part = `consent-${String(at)}`;
      const consent = {
        line,
        key: keyOf("enrol", happening.id, part),
        purpose: "account",
        state: "granted",
        source: "import",
        evidence: agreed,
        occurredAtMs: null,
        confirmFrom: confirmedBy(sql, now),
      } as const;
      const letter = { kind: "note-consent", input: consent } as const;
      sendHappening(sql, now, happening, {
        to: lineHome(line),
        delivery: letter,
        part,
      });
    }
  }
}

/** The number that asks whether a consent out of a file is meant, where the utility wants that; null where the file is enough. */
function confirmedBy(sql: Sql, now: Now): string | null {
  const settings = settingsAt(sql, now.serviceMs)?.settings;
  const isWanted = settings?.consent?.confirmed.includes("import") === true;
  return isWanted ? (settings?.numbers[0] ?? null) : null;
}
