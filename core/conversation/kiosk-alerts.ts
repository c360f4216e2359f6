/** Screens of a terminal about alerts by text: asked once, both answers alike, and no way on depends on it. */
import type { Rendering } from "./kiosk-outcome.ts";
import { act, knownAccount, plain } from "./kiosk-parts.ts";
import { home } from "./kiosk-who.ts";

export const alerts: Rendering = (view, state) => {
  const { question } = view.choices;
  const to = knownAccount(view)?.alerts;
  if (question?.kind !== "consent" || to === undefined) return home(view, state);
  const { name: utility } = view.facts.utility;
  return {
    subject: { screen: "choose", what: "alerts" },
    title: { key: "alerts_ask", digits: to.last4 },
    body: [{ key: "alerts_terms", utility }],
    actions: [act(String(question.digit), "do_alerts_yes"), act("home", "do_alerts_no")],
    isPersonal: true,
  };
};

export const alertsAgreed: Rendering = (view, state) => {
  if (knownAccount(view)?.alerts === undefined) return home(view, state);
  return {
    subject: { screen: "problem" },
    title: plain("alerts_agreed"),
    body: [plain("alerts_agreed_body")],
    actions: [act("home", "do_home", { tone: "primary" })],
    isPersonal: true,
  };
};
