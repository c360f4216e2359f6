/** Screens of a terminal for what is asked less often than paying. */
import { act, knownAccount, namedAccount, plain } from "./kiosk-parts.ts";
import { home, identify } from "./kiosk-who.ts";
import type { Rendering } from "./kiosk-outcome.ts";
import { TEXT_CODE_DIGITS } from "./verify.ts";

/** Whoever proved who they are finds the rest of what can be asked here. */
export const more: Rendering = (view, state) => {
  if (knownAccount(view) === undefined) return home(view, state);
  return {
    subject: { screen: "choose", what: "task" },
    title: plain("more"),
    body: [],
    actions: [act("verify", "do_verify"), act("home", "do_home", { tone: "quiet" })],
    isPersonal: true,
  };
};

/** The digits of a text: only who has it at hand can type them, so no PIN is asked for. */
export const verify: Rendering = (view, state) => {
  if (namedAccount(view) === undefined) return identify(false)(view, state);
  return {
    subject: {
      screen: "identify",
      digitsMin: TEXT_CODE_DIGITS,
      digitsMax: TEXT_CODE_DIGITS,
    },
    title: plain("verify"),
    body: [plain("verify_body")],
    actions: [],
    isPersonal: true,
  };
};
