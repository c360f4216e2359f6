import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Seen } from "../account.ts";
import { dayText } from "../figures.ts";
import { change, closeForm, closing, form, isSending, problem, send } from "../leaving.ts";
import { leavingWords } from "../words-leaving.ts";
import { closingOf, Figures } from "./leaving-figures.tsx";
import { Problem } from "./problem.tsx";

/** By which a customer's account is closed: what it would come to is seen before the button is pressed. */
export function LeavingForm({ seen }: { readonly seen: Seen }) {
  const say = leavingWords.value;
  const now = form.value;
  if (now === null) return null;
  const told = closingOf(now.account);
  const refused = told === null ? refusedNow() : null;
  return (
    <section class="card leaving" aria-labelledby="leaving">
      <h2 id="leaving">{say.form}</h2>
      <Fields meters={seen.particulars.services.flatMap(({ meter }) => meter ?? [])} />
      {told !== null && <Figures told={told} />}
      <Problem problem={refused} />
      <Buttons day={now.day} isHeld={isSending.value || refused !== null} />
      {problem.value === "unreached" ? (
        <p class="problem" role="alert">
          {say.again}
        </p>
      ) : (
        <Problem problem={problem.value} />
      )}
    </section>
  );
}

/** Why it can't be closed as the form has it. */
function refusedNow() {
  const now = closing.value;
  return now !== null && now !== "unreached" && "code" in now ? now : null;
}

function Buttons({ day, isHeld }: { readonly day: string; readonly isHeld: boolean }) {
  const say = leavingWords.value;
  const words = day === "" ? say.closeNow : say.closeOn(dayText(day));
  return (
    <p class="pair">
      <button
        type="button"
        class="main"
        aria-disabled={isHeld}
        onClick={() => void (isHeld || send())}
      >
        {isSending.value ? say.sending : words}
      </button>
      <button type="button" class="plain" onClick={closeForm}>
        {say.cancel}
      </button>
    </p>
  );
}

function Fields({ meters }: { readonly meters: readonly string[] }) {
  const say = leavingWords.value;
  const now = form.value;
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  if (now === null) return null;
  return (
    <div class="decide" role="group" aria-label={say.form}>
      <Field id="leaving-day" label={say.day} hint={say.dayHint}>
        <input
          ref={first}
          id="leaving-day"
          type="date"
          aria-describedby="leaving-day-hint"
          value={now.day}
          onInput={({ currentTarget }) => change({ day: currentTarget.value })}
        />
      </Field>
      <Field id="leaving-to" label={say.moveTo} hint={say.moveToHint}>
        <input
          id="leaving-to"
          autocomplete="off"
          aria-describedby="leaving-to-hint"
          value={now.moveTo}
          onInput={({ currentTarget }) => change({ moveTo: currentTarget.value })}
        />
      </Field>
      {meters.map((meter) => (
        <Field
          key={meter}
          id={`register-${meter}`}
          label={say.register(meter)}
          hint={say.registerHint}
        >
          <input
            id={`register-${meter}`}
            inputMode="decimal"
            autocomplete="off"
            aria-describedby={`register-${meter}-hint`}
            value={now.registers[meter] ?? ""}
            onInput={({ currentTarget }) =>
              change({ registers: { ...now.registers, [meter]: currentTarget.value } })
            }
          />
        </Field>
      ))}
    </div>
  );
}

interface FieldShown {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly children: ComponentChildren;
}

function Field({ id, label, hint, children }: FieldShown) {
  return (
    <p class="field">
      <label for={id}>{label}</label>
      {children}
      <span class="quiet" id={`${id}-hint`}>
        {hint}
      </span>
    </p>
  );
}
