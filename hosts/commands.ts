import { quoteAnswer } from "../channels/counter/quote-protocol.ts";
import { refundAnswer, type RefundWanted } from "../channels/counter/refunds.ts";
import { Fault, must } from "../core/assert.ts";
import { mayBeSecret } from "../core/conversation/secret-question.ts";
import { type AssignSuspense, assignHeldMoney } from "../core/hub/assign-suspense.ts";
import { createKey, listKeys, revokeKey } from "../core/hub/api-keys.ts";
import { listKiosks, offerKiosk, type OfferKiosk, revokeKiosk } from "../core/hub/enrol-kiosk.ts";
import { enrol } from "../core/hub/enrol.ts";
import type { IncomingRead, ReadResult } from "../core/hub/judge-batch.ts";
import type { HoldQuote } from "../core/hub/hold-quote.ts";
import { listSuspense } from "../core/hub/list-suspense.ts";
import { revokePayCode } from "../core/hub/make-pay-code.ts";
import { publishTariff } from "../core/hub/publish-tariff.ts";
import {
  listStaffNotices,
  noteStaffNotice,
  type NoteStaffNotice,
} from "../core/hub/note-staff-notice.ts";
import { publishRules } from "../core/hub/publish-rules.ts";
import { setSecret } from "../core/hub/set-secret.ts";
import { accountHome, utilityHome } from "../core/ids.ts";
import type { Hub, Sql } from "../core/ports.ts";
import type { TariffVersion } from "../core/rating/tariff.ts";
import { isRefusal, type Refusal, refuse } from "../core/refusal.ts";
import { importBills } from "./bills.ts";
import { importDebts } from "./carried-debts.ts";
import { closingCommands } from "./closing-commands.ts";
import { type AccountRecord, enrolmentOf } from "./enrolment.ts";
import { eraseHere, type EraseWanted } from "./erase.ts";
import type { PublishedPack } from "../core/supply/pack.ts";
import { makePayCodeHere } from "./pay-by-code.ts";
import { pushReads } from "./push-reads.ts";
import { currencyOfUtility, quoteHere } from "./quote.ts";
import { askRefundHere } from "./refunds.ts";
import { settleUtility } from "./settle.ts";
import type { SettlementFormat } from "./settlement-file.ts";
import type { RunningUtility } from "./utility.ts";

/** What an operator's commands ask of a running hub, or of one opened for them; a Refusal is their answer, a throw our fault. */
export type Commands = (command: string, input: unknown) => Promise<unknown>;

/** A `check` judges everything and keeps nothing. */
export type ImportMode = "check" | "write";

export type ImportVerdict =
  | { readonly kind: "accepted" | "unchanged" }
  | {
      readonly kind: "refused";
      readonly column: string | null;
      readonly code: string;
      readonly message: string;
    };

interface Import<Record> {
  readonly utilityId: string;
  readonly records: readonly Record[];
  readonly mode: ImportMode;
}

/** Columns of an import file by the refusal that names them. */
const columnOf: Readonly<Record<string, string>> = {
  unknown_tariff: "tariff",
  wrong_tariff: "tariff",
  meter_in_use: "meter",
  account_closed: "account",
  unknown_meter: "meter",
  zone_changes: "zone",
  version_differs: "version",
  wrong_currency: "currency",
  begins_too_soon: "effective_from",
};

/** What of a running utility is asked besides its hub. */
type Running = Pick<RunningUtility, "hub" | "readBooks">;

export function hubCommands(runningOf: (utilityId: string) => Running | undefined): Commands {
  const table: Readonly<Record<string, (input: never, hub: Hub) => Promise<unknown>>> = {
    import_accounts: importAccounts,
    import_tariffs: importTariffs,
    import_rules: importRules,
    import_reads: importReads,
    import_bills: importBills,
    import_debts: importDebts,
    create_key: (input: Parameters<typeof createKey>[3], hub) =>
      atUtility(hub, (sql, home) =>
        createKey(sql, hub.clock.now(), home, { ...input, actor: "operator" }),
      ),
    revoke_key: (input: { keyId: string }, hub) =>
      atUtility(hub, (sql, home) =>
        revokeKey(sql, hub.clock.now(), home, { ...input, actor: "operator" }),
      ),
    offer_kiosk: (input: Omit<OfferKiosk, "actor">, hub) =>
      atUtility(hub, (sql, home) =>
        offerKiosk(sql, hub.clock.now(), home, { ...input, actor: "operator" }),
      ),
    revoke_kiosk: (input: { kioskId: string }, hub) =>
      atUtility(hub, (sql, home) =>
        revokeKiosk(sql, hub.clock.now(), home, { ...input, actor: "operator" }),
      ),
    list_kiosks: (_input: unknown, hub) =>
      atUtility(hub, (sql, home) => [...listKiosks(sql, home)]),
    set_pin: setPin,
    settle_day: (input: { day: string; format: SettlementFormat }, hub) =>
      settleUtility(hub, input),
    hold_quote: async (
      { accountId, ...input }: Omit<HoldQuote, "channel" | "actor"> & { accountId: string },
      hub,
    ) => {
      const held = await quoteHere(hub, accountId, {
        ...input,
        channel: "operator",
        actor: "operator",
      });
      return isRefusal(held) ? held : quoteAnswer(held);
    },
    ...moneyAndNotices,
  };
  return async function runCommand(command, input) {
    const { utilityId } = input as { utilityId: string };
    const running = runningOf(utilityId);
    if (running === undefined)
      return refuse("unknown_utility", `no utility ${utilityId} is served here`);
    const { hub } = running;
    if (command === "read_books") return running.readBooks();
    const run = table[command];
    if (run === undefined) throw new Fault(`no command ${command}`);
    const answer = await run(input as never, hub);
    hub.wake();
    return answer;
  };
}

/** What waits for people: notices to give, money to assign, codes that others pay by. */
const moneyAndNotices: Readonly<Record<string, (input: never, hub: Hub) => Promise<unknown>>> = {
  list_notices: (_input: unknown, hub) => listStaffNotices(hub),
  note_notice: (
    { accountId, ...input }: Omit<NoteStaffNotice, "atMs" | "actor"> & { accountId: string },
    hub,
  ) => {
    const home = accountHome(accountId);
    const noted = { ...input, atMs: null, actor: "operator" };
    return hub.store.transact<ReturnType<typeof noteStaffNotice>>(home, (sql) =>
      noteStaffNotice(sql, hub.clock.now(), home, noted),
    );
  },
  ask_refund: askRefundByOperator,
  list_suspense: async (_input: unknown, hub) => ({
    waiting: await atUtility(hub, (sql, home) => [...listSuspense(sql, hub.clock.now(), home)]),
  }),
  assign_suspense: (input: AssignSuspense, hub) =>
    atUtility(hub, (sql, home) => assignHeldMoney(sql, hub.clock.now(), home, input)),
  make_pay_code: (input: Omit<Parameters<typeof makePayCodeHere>[1], "actor">, hub) =>
    makePayCodeHere(hub, { ...input, actor: "operator" }),
  revoke_pay_code: (input: { code: string }, hub) =>
    atUtility(hub, (sql, home) =>
      revokePayCode(sql, hub.clock.now(), home, { ...input, actor: "operator" }),
    ),
  ...closingCommands,
  erase_person: (input: EraseWanted, hub) => eraseHere(hub, input),
  list_keys: (_input: unknown, hub) => atUtility(hub, (sql, home) => [...listKeys(sql, home)]),
};

async function askRefundByOperator(input: RefundWanted, hub: Hub): Promise<unknown> {
  const came = await askRefundHere(hub, input, { actor: "operator", channel: "operator" });
  return isRefusal(came) ? came : refundAnswer(came, await currencyOfUtility(hub));
}

function atUtility<Result>(
  hub: Hub,
  work: (sql: Sql, home: ReturnType<typeof utilityHome>) => Result,
): Promise<Result> {
  const home = utilityHome(hub.utilityId);
  return hub.store.transact<Result>(home, (sql) => work(sql, home) as never);
}

/** Runs `work` and keeps what it wrote only in `write`; its result is told either way. */
async function inMode<Result>(
  hub: Hub,
  mode: ImportMode,
  work: (sql: Sql, home: ReturnType<typeof utilityHome>) => Result,
): Promise<Result> {
  let result: Result | undefined;
  await atUtility(hub, (sql, home) => {
    result = work(sql, home);
    return mode === "write" || isRefusal(result)
      ? result
      : refuse("checked", "nothing is kept of a check");
  });
  return must(result, "the work gave a result");
}

async function importAccounts(
  { records, mode }: Import<AccountRecord>,
  hub: Hub,
): Promise<ImportVerdict[]> {
  const verdicts: ImportVerdict[] = [];
  for (const record of records) {
    const input = enrolmentOf(record, hub.store.sliceOf(accountHome(record.accountId)));
    const outcome = await inMode(hub, mode, (sql, home) =>
      enrol(sql, hub.clock.now(), home, input),
    );
    verdicts.push(verdictOf(outcome));
  }
  return verdicts;
}

/** A PIN is hashed before anything is written: no store ever holds it. */
async function setPin(
  { accountId, pin }: { readonly accountId: string; readonly pin: string },
  hub: Hub,
): Promise<unknown> {
  if (!mayBeSecret(pin)) return refuse("bad_pin", "a PIN is 4 to 8 digits");
  const digest = await hub.secrets.digest(pin);
  return atUtility(hub, (sql, home) =>
    setSecret(sql, hub.clock.now(), home, { accountId, digest, actor: "operator" }),
  );
}

async function importTariffs(
  { records, mode }: Import<{ tariff: TariffVersion }>,
  hub: Hub,
): Promise<ImportVerdict[]> {
  const verdicts: ImportVerdict[] = [];
  for (const { tariff } of records) {
    const outcome = await inMode(hub, mode, (sql, home) =>
      publishTariff(sql, hub.clock.now(), home, { tariff, actor: "import" }),
    );
    verdicts.push(verdictOf(outcome));
  }
  return verdicts;
}

async function importRules(
  { records, mode }: Import<{ pack: PublishedPack }>,
  hub: Hub,
): Promise<ImportVerdict[]> {
  const verdicts: ImportVerdict[] = [];
  for (const { pack } of records) {
    const outcome = await inMode(hub, mode, (sql, home) =>
      publishRules(sql, hub.clock.now(), home, { pack, actor: "import" }),
    );
    verdicts.push(verdictOf(outcome));
  }
  return verdicts;
}

async function importReads(
  { records, mode }: Import<IncomingRead & { line: number }>,
  hub: Hub,
): Promise<ImportVerdict[]> {
  const reads = records.map((record): IncomingRead => {
    const { line: _, ...read } = record;
    return read;
  });
  const cause = { actor: "import", channel: null, cause: "import" };
  const results = await pushReads(hub, reads, { cause, mode });
  return results.map(verdictOfRead);
}

function verdictOfRead({ outcome, code, message }: ReadResult): ImportVerdict {
  if (outcome === "duplicate") return { kind: "unchanged" };
  if (outcome === "accepted" || outcome === "revised") return { kind: "accepted" };
  return {
    kind: "refused",
    column: columnOf[code ?? ""] ?? null,
    code: code ?? outcome,
    message: message ?? outcome,
  };
}

function verdictOf(outcome: { readonly kind: string } | Refusal): ImportVerdict {
  if (isRefusal(outcome)) {
    const { code, message } = outcome;
    return { kind: "refused", column: columnOf[code] ?? null, code, message };
  }
  return { kind: outcome.kind === "unchanged" ? "unchanged" : "accepted" };
}
