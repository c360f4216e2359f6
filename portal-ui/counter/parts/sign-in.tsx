import { useSignal } from "@preact/signals";
import type { InputHTMLAttributes } from "preact";
import { words } from "../language.ts";
import { sandboxKey } from "../sandbox.ts";
import { type Desk, lastDesk, session, signIn } from "../session.ts";
import { Problem } from "./problem.tsx";

/** A name of a drawer is a part of a ledger account's. */
const DRAWER = "[A-Za-z0-9][A-Za-z0-9_\\-]{0,63}";
/** Who tries the sandbox out is a clerk of it. */
const SANDBOX_CLERK = "sandbox";

export function SignIn() {
  const token = useSignal("");
  const desk = useSignal<Desk>(lastDesk());
  const now = session.value;
  const say = words.value;
  const isChecking = now.kind === "checking";
  const submit = (): void => {
    const clerk = desk.value.clerk.trim();
    if (!isChecking && clerk !== "") void signIn(token.value.trim(), { ...desk.value, clerk });
  };
  return (
    <section class="card sign-in" aria-labelledby="sign-in">
      <h1 id="sign-in">{say.signIn}</h1>
      <p class="quiet">{say.signInWhat}</p>
      <Sandbox desk={desk.value} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field
          id="key"
          label={say.key}
          hint={say.keyHint}
          input={{ type: "password", autocomplete: "off", value: token.value, autofocus: true }}
          set={(text) => (token.value = text)}
        />
        <div class="two">
          <Field
            id="drawer"
            label={say.drawer}
            hint={say.drawerHint}
            input={{ pattern: DRAWER, value: desk.value.drawer }}
            set={(drawer) => (desk.value = { ...desk.value, drawer })}
          />
          <Field
            id="clerk"
            label={say.clerk}
            hint={say.clerkHint}
            input={{ maxLength: 64, autocomplete: "name", value: desk.value.clerk }}
            set={(clerk) => (desk.value = { ...desk.value, clerk })}
          />
        </div>
        {now.kind === "out" && <Problem problem={now.problem} />}
        <button type="submit" class="main" aria-disabled={isChecking}>
          {isChecking ? say.entering : say.enter}
        </button>
        <p class="quiet" role="status">
          {now.kind === "checking" && now.isWaiting ? say.waitingForHub : ""}
        </p>
      </form>
    </section>
  );
}

function Sandbox({ desk: { drawer, clerk } }: { readonly desk: Desk }) {
  const offered = sandboxKey.value;
  if (offered === null) return null;
  const { sandboxKey: label, sandboxKeyWhat, simulated } = words.value;
  const desk = { drawer, clerk: clerk.trim() || SANDBOX_CLERK };
  return (
    <div class="offered">
      <p>
        <strong class="tag">{simulated}</strong> {sandboxKeyWhat}
      </p>
      <button type="button" class="main" onClick={() => void signIn(offered.token, desk)}>
        {label}
      </button>
    </div>
  );
}

interface FieldShown {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly input: InputHTMLAttributes;
  readonly set: (text: string) => void;
}

function Field({ id, label, hint, input, set }: FieldShown) {
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        required
        spellcheck={false}
        aria-describedby={`${id}-hint`}
        {...input}
        onInput={(event) => set(event.currentTarget.value)}
      />
      <span class="quiet" id={`${id}-hint`}>
        {hint}
      </span>
    </p>
  );
}
