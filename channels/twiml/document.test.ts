import { describe, expect, it } from "vitest";
import twilio from "twilio";
import type { CallScript, CallWait } from "../../core/conversation/prompt.ts";
import type { OutgoingCallStep } from "../../core/ports.ts";
import { scriptSpeech } from "../../core/wording/speech.ts";
import { documentOf, emptyDocument, hangUpDocument, rejectDocument } from "./document.ts";

const { VoiceResponse } = twilio.twiml;
const label = 'Oak & <Elm> "St"\r\u0001 9';
const menu: CallWait = {
  kind: "menu",
  choices: [{ press: "1", option: "pay", line: { key: "choice_account", label } }],
};

function play(part: "first" | "rest", wait: CallWait, language: string): OutgoingCallStep {
  const script: CallScript = {
    first: [{ key: "greeting", utility: "A & B" }],
    says: [{ key: "enter_amount", label }],
    wait,
    interrupts: false,
  };
  const act = { kind: "play", part, script } as const;
  return { id: "m", callId: "twiml:CA1", turn: 7, from: "+1", to: "+2", language, act };
}

/** A Say as the builder makes it, a sentence each; no figure stands in these lines. */
function sayBy(
  says: {
    say(attributes: object, message: string): { s(attributes: object, words: string): void };
  },
  voice: object,
  step: OutgoingCallStep,
): void {
  const { act, language } = step;
  if (act.kind !== "play") return;
  const said = says.say(voice, "");
  const { script, part } = act;
  const nothing = { kind: "hold" } as const;
  const lines = (part === "first" ? script.first : script.says).map((line) =>
    scriptSpeech({ first: [], says: [line], wait: nothing }, "rest", language),
  );
  const { wait } = script;
  const choices =
    part === "rest" && wait.kind === "menu"
      ? wait.choices.map((choice) =>
          scriptSpeech(
            { first: [], says: [], wait: { kind: "menu", choices: [choice] } },
            "rest",
            language,
          ),
        )
      : [];
  for (const line of [...lines, ...choices]) said.s({}, line.replaceAll("\u0001", ""));
}

const english = { voice: "Polly.Joanna-Neural", language: "en-US" } as const;
const spanish = { voice: "Polly.Lupe-Neural", language: "es-US" } as const;

const gathers: readonly (readonly [
  string,
  CallWait,
  { numDigits: number; finishOnKey: string; timeout: number },
])[] = [
  ["a menu", menu, { numDigits: 1, finishOnKey: "", timeout: 6 }],
  ["a hold", { kind: "hold" }, { numDigits: 1, finishOnKey: "", timeout: 8 }],
  [
    "a number",
    { kind: "digits", of: "amount", min: 1, max: 8 },
    { numDigits: 8, finishOnKey: "#", timeout: 8 },
  ],
];

describe.each([
  ["en", english],
  ["es", spanish],
] as const)("as the carrier's own builder writes it, in %s", (language, voice) => {
  it.each(gathers)("%s", (_what, wait, keys) => {
    const step = play("rest", wait, language);
    const built = new VoiceResponse();
    const gather = built.gather({
      input: ["dtmf"],
      action: "/hooks/twiml?turn=7&of=keys",
      method: "POST",
      actionOnEmptyResult: true,
      ...keys,
    });
    sayBy(gather, voice, step);
    expect(documentOf(step)).toBe(built.toString());
  });

  it("what no key interrupts", () => {
    const step = play("first", menu, language);
    const built = new VoiceResponse();
    sayBy(built, voice, step);
    built.redirect({ method: "POST" }, "/hooks/twiml?turn=7&of=spoken");
    expect(documentOf(step)).toBe(built.toString());
  });

  it("a transfer", () => {
    const step = play("rest", { kind: "transfer", to: "+15550001999" }, language);
    const built = new VoiceResponse();
    sayBy(built, voice, step);
    const action = "/hooks/twiml?turn=7&of=dial";
    built.dial({ action, method: "POST", timeout: 25 }, "+15550001999");
    expect(documentOf(step)).toBe(built.toString());
  });

  it("a card that the carrier takes", () => {
    const step = play("rest", { kind: "card", connector: "north & side" }, language);
    const built = new VoiceResponse();
    built.pay({
      action: "/hooks/twiml?turn=7&of=card",
      paymentConnector: "north & side",
      tokenType: "reusable",
      language: voice.language,
    });
    expect(documentOf(step)).toBe(built.toString());
  });

  it("an end", () => {
    const step = play("rest", { kind: "hang_up" }, language);
    const built = new VoiceResponse();
    sayBy(built, voice, step);
    built.hangup();
    expect(documentOf(step)).toBe(built.toString());
  });
});

it("figures are marked as the builder marks them", () => {
  const of = { label: "Oak", currency: "USD", mode: "prepaid" } as const;
  const line = {
    ...of,
    key: "confirm_pay",
    digit: 1,
    amountMinor: 2000,
    oldMinor: 0,
    brand: "Visa",
    last4: "4242",
  } as const;
  const step = play("rest", { kind: "hang_up" }, "en");
  if (step.act.kind !== "play") throw new Error("a step that plays");
  const script = { ...step.act.script, says: [line] };
  const built = new VoiceResponse();
  const sentence = built.say(english, "").s({}, "You are paying ");
  sentence.sayAs({ "interpret-as": "cardinal" }, "20");
  sentence.addText(" dollars to Oak, with Visa ending in ");
  sentence.sayAs({ "interpret-as": "digits" }, "4242");
  sentence.addText(".");
  built.hangup();
  expect(documentOf({ ...step, act: { ...step.act, script } })).toBe(built.toString());
});

it("documents without a word", () => {
  expect(emptyDocument).toBe(new VoiceResponse().toString());
  const hangUp = new VoiceResponse();
  hangUp.hangup();
  expect(hangUpDocument).toBe(hangUp.toString());
  const reject = new VoiceResponse();
  reject.reject();
  expect(rejectDocument).toBe(reject.toString());
});
