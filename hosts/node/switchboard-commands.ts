/** Every command of `npx switchboard`, and how its words are taken. */
import { type Command, type ExitStatus, runCommand, type Terminal } from "./command.ts";

/** Loaded only when asked for: most commands need neither the server nor its packages. */
const commands: Readonly<Record<string, readonly [string, () => Promise<Command>]>> = {
  init: [
    "write a commented configuration file, and samples to import",
    async () => (await import("./commands/init.ts")).init,
  ],
  doctor: [
    "say what is configured, what is simulated, what is wrong",
    async () => (await import("./commands/doctor.ts")).doctor,
  ],
  import: [
    "load accounts, tariffs, rules, reads, registers or bills from a CSV or JSON file",
    async () => (await import("./commands/import.ts")).importCommand,
  ],
  rate: [
    "rate a file of reads by a published tariff",
    async () => (await import("./commands/rate.ts")).rateCommand,
  ],
  tariff: [
    "say what of a published tariff is rated by",
    async () => (await import("./commands/tariff.ts")).tariffCommand,
  ],
  rules: [
    "say in plain words what a rule pack lets a utility do",
    async () => (await import("./commands/rules.ts")).rulesCommand,
  ],
  backtest: [
    "run a year of real reads through the rules and write the report",
    async () => (await import("./commands/backtest.ts")).backtest,
  ],
  serve: [
    "run the hub for the utilities of a configuration file",
    async () => (await import("./commands/serve.ts")).serve,
  ],
  configure: [
    "send a utility's configuration to its hub on Workers",
    async () => (await import("./commands/configure.ts")).configure,
  ],
  key: ["create, list and revoke API keys", async () => (await import("./commands/key.ts")).key],
  pin: [
    "give an account's customer a new PIN for calls",
    async () => (await import("./commands/pin.ts")).pin,
  ],
  kiosk: [
    "enrol, list and revoke walk-up terminals",
    async () => (await import("./commands/kiosk.ts")).kiosk,
  ],
  notice: [
    "list the notices that people have to give, and take what came of them",
    async () => (await import("./commands/notice.ts")).noticeCommand,
  ],
  consent: [
    "hand out the proof of consents",
    async () => (await import("./commands/consent.ts")).consentCommand,
  ],
  erase: [
    "erase what was said with a person, at their request",
    async () => (await import("./commands/erase.ts")).eraseCommand,
  ],
  decision: [
    "show, recompute and export decisions about supply",
    async () => (await import("./commands/decision.ts")).decisionCommand,
  ],
  quote: [
    "say what a payment buys, and the smallest that turns supply on",
    async () => (await import("./commands/quote.ts")).quote,
  ],
  "pay-code": [
    "make a code by which others pay for an account",
    async () => (await import("./commands/pay-code.ts")).payCode,
  ],
  suspense: [
    "show money that no account is known for, and say whose it is",
    async () => (await import("./commands/suspense.ts")).suspense,
  ],
  closing: [
    "close an account: its last bill, and where what is left goes",
    async () => (await import("./commands/closing.ts")).closing,
  ],
  payout: [
    "show what customers who left are to be paid out, and take that it was",
    async () => (await import("./commands/payout.ts")).payout,
  ],
  refund: [
    "have the card processor give a payment back, whole or in part",
    async () => (await import("./commands/refund.ts")).refund,
  ],
  settle: [
    "write a day's journal and what each way of paying brought",
    async () => (await import("./commands/settle.ts")).settle,
  ],
  reconcile: [
    "read the processor's books, book its fees and payouts, and compare days",
    async () => (await import("./commands/reconcile.ts")).reconcile,
  ],
  bank: [
    "read what the bank sends: a statement beside settled days, or returns",
    async () => (await import("./commands/bank.ts")).bank,
  ],
  ledger: [
    "check that every posting sums to zero and every hash fits",
    async () => (await import("./commands/ledger.ts")).ledger,
  ],
  backup: [
    "copy each utility's data into a new file, and check the copy",
    async () => (await import("./commands/backup.ts")).backup,
  ],
  sandbox: [
    "run a living town where everything is simulated (npm start)",
    async () => (await import("./commands/sandbox.ts")).sandbox,
  ],
  "sandbox-event": [
    "send a sandbox a signed text, as the carrier would",
    async () => (await import("./commands/sandbox-event.ts")).sandboxEvent,
  ],
};

/** Finds the command that the words name and runs it on the terminal; without one it says which there are. */
export async function runSwitchboard(
  words: readonly string[],
  terminal: Terminal,
): Promise<ExitStatus> {
  const [name, ...rest] = words;
  const entry = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry !== undefined) {
    const [, load] = entry;
    return runCommand(await load(), rest, terminal);
  }
  const summaries = Object.entries(commands).map(([command, [summary]]) => ({ command, summary }));
  const asked = words.find((word) => !word.startsWith("-"));
  const helps = asked === undefined && words.some((word) => word === "--help" || word === "-h");
  const message = asked === undefined ? "name a command" : `there is no command ${asked}`;
  if (words.includes("--json")) {
    const refusal = helps ? {} : { code: "usage", message };
    terminal.out(JSON.stringify({ ok: helps, ...refusal, commands: summaries }));
  }
  if (!helps) terminal.err(`switchboard: ${message}`);
  else if (words.includes("--json")) return 0;
  const lines = summaries.map(({ command, summary }) => `  ${command.padEnd(15)} ${summary}`);
  const page = ["Usage: npx switchboard <command> [--help] [--json]", "", ...lines].join("\n");
  (helps ? terminal.out : terminal.err)(page);
  return helps ? 0 : 2;
}
