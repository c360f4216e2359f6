/** What is said of messages of ours: calls, whom else to tell, when and of what. */
import { alertSaid } from "./alert-choice.ts";
import type { TaskHeard } from "./task-words.ts";

const off = new Set(["off", "no", "none", "non"]);

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
  return callsSaid(words) ?? secondSaid(words) ?? choiceSaid(words);
}

/** "ALERT 8 AM", "ALERT USE OFF": anything else behind the word is a level. */
const ALERT = /^(?:alerts?|alertas?|alertes?) (.+)$/;

function choiceSaid(words: readonly string[]): TaskHeard | undefined {
  const said = alertSaid(ALERT.exec(words.join(" "))?.[1] ?? "");
  return said && { kind: "alert_choice", ...said };
}

const callWords = new Set(["calls", "llamadas", "appels"]);
const callsOn = new Set(["", "on", "si", "oui"]);
const callsOff = new Set([...off, "stop", "end", "fin", "arret", "alto"]);

/** "stop calls", "no more calls", "no mas llamadas", "plus d'appels". */
const NO_CALLS =
  /^(?:stop|end|cancel|no|no more|no mas|plus|plus de|arretez)(?: (?:the|these|your|my|las|sus|les|vos|ces))? (?:calls|llamadas|d?appels)$/;

/** CALLS asks for calls of ours, CALLS OFF ends them; said of calls in any other way it is neither. */
function callsSaid(words: readonly string[]): TaskHeard | undefined {
  if (NO_CALLS.test(words.join(" "))) return { kind: "calls", isWanted: false };
  const [first = "", second = ""] = words;
  if (!callWords.has(first) || words.length > 2) return undefined;
  if (callsOff.has(second)) return { kind: "calls", isWanted: false };
  return callsOn.has(second) ? { kind: "calls", isWanted: true } : undefined;
}
