/** What is said of messages of ours: calls, whom else to tell, when and of what. */
import { alertSaid } from "./alert-choice.ts";
import { callsSaid, off } from "./call-words.ts";
import type { TaskHeard } from "./task-words.ts";

/** "CONTACT 202 555 0143", "CONTACTO NO", and "ALERT CONTACT ..." as a long way to say the same. */
const CONTACT = /^(?:(?:alert|alerta|alerte) )?contacto?(?: (.*))?$/;

function secondSaid(words: readonly string[]): TaskHeard | undefined {
  const said = CONTACT.exec(words.join(" "));
  if (said === null) return undefined;
  const rest = said[1] ?? "";
  if (off.has(rest)) return { kind: "asks", task: "second_end" };
  const digits = rest.replaceAll(" ", "");
  return { kind: "second", digits: /^\d+$/.test(digits) ? digits : null };
}

/** What is said of messages of ours: calls, and to whom else. */
export function messagesSaid(words: readonly string[]): TaskHeard | undefined {
  const isWanted = callsSaid(words);
  if (isWanted !== undefined) return { kind: "calls", isWanted };
  return secondSaid(words) ?? choiceSaid(words);
}

/** "ALERT 8 AM", "ALERT USE OFF": anything else behind the word is a level. */
const ALERT = /^(?:alerts?|alertas?|alertes?) (.+)$/;

function choiceSaid(words: readonly string[]): TaskHeard | undefined {
  const said = alertSaid(ALERT.exec(words.join(" "))?.[1] ?? "");
  return said && { kind: "alert_choice", ...said };
}
