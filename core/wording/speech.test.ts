import { describe, expect, it } from "vitest";
import { callScript } from "../conversation/call-script.ts";
import { tellings, type TalkState } from "../conversation/machine.ts";
import { elm, oak, oakOff, STAGE_MS } from "../../test/support/stage-accounts.ts";
import { factsWith } from "../../test/support/stages.ts";
import { freshChoices, type View } from "../conversation/talk.ts";
import { type OpenQuestion } from "../conversation/open-question.ts";
import type { CallWait, Spoken } from "../conversation/prompt.ts";
import { languages } from "./language.ts";
import { promptSpeech, promptText, scriptSpeech, speeches } from "./speech.ts";

const asked = { turn: 1, askedAtMs: STAGE_MS };
const payment = { accountId: "oak", methodId: "visa", amountMinor: 2000, digit: 1 };

/** Every question that can be open, and none. */
const questions: readonly (OpenQuestion | null)[] = [
  null,
  { kind: "amount", accountId: "oak", ...asked },
  { kind: "confirm", ...payment, ...asked },
  { kind: "consent", digit: 1, ...asked },
  { kind: "consent", digit: 1, purpose: "calls", ...asked },
  { kind: "account_number", ...asked },
  { kind: "pin", number: "1001", accountId: null, next: null, amountMinor: null, ...asked },
  {
    kind: "account",
    task: "pay",
    amountMinor: null,
    options: [{ digit: 1, accountId: "oak" }],
    ...asked,
  },
  {
    kind: "method",
    accountId: "oak",
    amountMinor: 2000,
    options: [{ digit: 1, methodId: "visa" }],
    ...asked,
  },
];

const stages = [[], [oak], [oakOff], [oak, elm]].map((accounts) =>
  factsWith(accounts, { channel: "ivr" }),
);

function viewsOf(): View[] {
  const now = { wallMs: STAGE_MS + 1_000, serviceMs: STAGE_MS + 1_000 };
  return stages.flatMap((facts) =>
    questions.flatMap((question) =>
      [null, { ...payment, ...asked }].flatMap((request) =>
        [0, 1, 2].map((noInput) => ({
          choices: {
            ...freshChoices,
            accountId: "oak",
            question,
            request,
            misses: { noInput, noMatch: 0 },
          },
          facts,
          now,
        })),
      ),
    ),
  );
}

/** A menu with nothing to press would leave a caller in silence. */
function leadsOn(wait: CallWait): boolean {
  return wait.kind !== "menu" || wait.choices.length > 0;
}

const states = Object.keys(tellings) as TalkState[];

describe("whatever the talk stands at", () => {
  it.each(states)("%s can be heard in every language, and led on from", (state) => {
    for (const view of viewsOf()) {
      const script = callScript(state, view, view.choices.misses.noInput > 0 ? "noInput" : null);
      for (const language of languages) {
        const text = `${scriptSpeech(script, "first", language)} ${scriptSpeech(script, "rest", language)}`;
        expect(text).toMatch(/\p{L}{2}/u);
        expect(text).not.toMatch(/[{}$€£]|undefined|null|NaN|none/);
      }
      expect(leadsOn(script.wait)).toBe(true);
    }
  });
});

describe("every line", () => {
  it.each(languages)("says what a key does before the key, in %s", (language) => {
    const choices = Object.entries(speeches[language]).filter(([key]) => key.startsWith("choice_"));
    expect(choices.length).toBeGreaterThan(10);
    expect(choices.filter(([, text]) => text.indexOf("{key}") < 8)).toEqual([]);
  });

  it("stands in every language, and means what it says in each", () => {
    const { en, ...others } = speeches;
    for (const other of Object.values(others)) {
      expect(Object.keys(other).toSorted()).toEqual(Object.keys(en).toSorted());
      const same = Object.keys(en).filter(
        (key) => en[key as keyof typeof en] === other[key as keyof typeof en],
      );
      // Whose telephone it is.
      expect(same).toEqual(["greeting"]);
    }
  });
});

describe("a line as it is spoken", () => {
  const money = { currency: "USD" } as const;
  const told = { label: "Oak St 12", ...money };
  const balance = {
    ...told,
    key: "balance",
    mode: "prepaid",
    supply: "on",
    balanceUnits: 12_340_000,
    pendingUnits: 0,
    estimatedUnits: 0,
    asOfMs: STAGE_MS,
    toldAtMs: STAGE_MS,
    zone: "America/Chicago",
    daysLeft: 1,
    restoreMinor: null,
  } as const satisfies Spoken;
  const menuless = { first: [], wait: { kind: "hold" } } as const;

  it.each<[string, Spoken, string]>([
    [
      "a balance",
      balance,
      "Oak Street 12 is on. Your balance is 12 dollars and 34 cents as of 2:15 PM. That lasts about one day.",
    ],
    [
      "what is owed, pending and estimated",
      {
        ...balance,
        balanceUnits: -5_001,
        pendingUnits: 20_009_999,
        estimatedUnits: 10_001,
        daysLeft: null,
      },
      "Oak Street 12 is on. Your balance is minus 1 cent as of 2:15 PM. 20 dollars more is on its way. About 2 cents is not billed yet.",
    ],
    [
      "no reading, and less than a day",
      { ...balance, asOfMs: null, daysLeft: 0 },
      "Oak Street 12 is on. Your balance is 12 dollars and 34 cents, and there is no reading yet. That lasts less than a day.",
    ],
    [
      "a read of days ago",
      { ...balance, toldAtMs: STAGE_MS + 3 * 86_400_000, daysLeft: null },
      "Oak Street 12 is on. Your balance is 12 dollars and 34 cents as of Sunday, November 22.",
    ],
    [
      "days left are not told of what is off",
      { ...balance, supply: "off" },
      "Oak Street 12 is off. Your balance is 12 dollars and 34 cents as of 2:15 PM.",
    ],
    [
      "a receipt",
      {
        ...told,
        key: "receipt",
        amountMinor: 2000,
        balanceUnits: null,
        confirmation: "",
        supply: "off",
        restoreMinor: 500,
      },
      "Thank you. 20 dollars is paid to Oak Street 12. It takes 5 dollars more to turn it on.",
    ],
    [
      "a PIN without a number",
      { key: "enter_pin", number: null },
      "Please enter your PIN, then press pound.",
    ],
    [
      "several payments",
      {
        ...told,
        key: "payments",
        zone: "America/Chicago",
        payments: [
          { amountMinor: 2000, atMs: STAGE_MS },
          { amountMinor: 150, atMs: STAGE_MS - 86_400_000 },
        ],
      },
      "The last 2 payments to Oak Street 12 were 20 dollars, Sunday, November 22; 1 dollar and 50 cents, Saturday, November 21.",
    ],
  ])("%s", (_name, line, text) => {
    expect(scriptSpeech({ ...menuless, says: [line] }, "rest", "en")).toBe(text);
  });

  it("in a language that we do not have is English", () => {
    const script = { ...menuless, says: [{ key: "hold" }] } as const;
    expect(scriptSpeech(script, "rest", "de")).toBe(scriptSpeech(script, "rest", "en"));
    expect(scriptSpeech(script, "rest", "es-MX")).toMatch(/^Un momento/);
  });
});

const oakTold = { utility: "Northside Power", label: "Oak St 12", currency: "USD" } as const;

describe("on a screen", () => {
  it.each<[string, Parameters<typeof promptText>[0], string]>([
    [
      "amounts and streets stand as they are written",
      {
        ...oakTold,
        key: "receipt",
        amountMinor: 2000,
        balanceUnits: -5_885_000,
        confirmation: "K7Q2M4XZ",
        supply: "on",
        restoreMinor: null,
      },
      "Thank you. $20.00 is paid to Oak St 12. Your balance is -$5.89. It is on. Your confirmation is K7Q2 M4XZ.",
    ],
    [
      "days and amounts of a list",
      {
        ...oakTold,
        key: "payments",
        zone: "America/Chicago",
        payments: [{ amountMinor: 150, atMs: STAGE_MS }],
      },
      "The last payment to Oak St 12 was $1.50, Sunday, November 22.",
    ],
  ])("%s", (_name, prompt, text) => {
    expect(promptText(prompt, "en")).toBe(text);
    expect(promptSpeech(prompt, "en")).not.toContain("$");
  });
});
