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
    says: [{ key: "urgent_off", label }],
    wait,
    interrupts: false,
  };
  const act = { kind: "play", part, script } as const;
  return { id: "m", callId: "twiml:CA1", turn: 7, from: "+1", to: "+2", language, act };
}

function speechOf(step: OutgoingCallStep): string {
  if (step.act.kind === "answer") return "";
  return scriptSpeech(step.act.script, step.act.part, step.language).replaceAll("\u0001", "");
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
    gather.say(voice, speechOf(step));
    expect(documentOf(step)).toBe(built.toString());
  });

  it("what no key interrupts", () => {
    const step = play("first", menu, language);
    const built = new VoiceResponse();
    built.say(voice, speechOf(step));
    built.redirect({ method: "POST" }, "/hooks/twiml?turn=7&of=spoken");
    expect(documentOf(step)).toBe(built.toString());
  });

  it("a transfer", () => {
    const step = play("rest", { kind: "transfer", to: "+15550001999" }, language);
    const built = new VoiceResponse();
    built.say(voice, speechOf(step));
    built.dial("+15550001999");
    expect(documentOf(step)).toBe(built.toString());
  });

  it("an end", () => {
    const step = play("rest", { kind: "hang_up" }, language);
    const built = new VoiceResponse();
    built.say(voice, speechOf(step));
    built.hangup();
    expect(documentOf(step)).toBe(built.toString());
  });
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
