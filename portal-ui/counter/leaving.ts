/** A customer who leaves: the form by which their account is closed, and what closing comes to or came to. */
import { signal } from "@preact/signals";
import type { ClosingAnswer } from "../../channels/counter/closing-protocol.ts";
import { lookAgain, shown } from "./account.ts";
import { isUnknown, type Refused } from "./hub.ts";
import { ask, session } from "./session.ts";

export interface LeavingForm {
  readonly account: string;
  /** Made before anything leaves: sent again it closes nothing twice. */
  readonly id: string;
  /** The last day; empty is at once. */
  readonly day: string;
  readonly moveTo: string;
  /** What each meter's register shows, as it was typed. */
  readonly registers: Readonly<Record<string, string>>;
}

/** Null while nobody is leaving. */
export const form = signal<LeavingForm | null>(null);
/** Of the account that is shown; null while it is not known. */
export const closing = signal<ClosingAnswer | Refused | "unreached" | null>(null);
export const isSending = signal(false);
export const problem = signal<Refused | "unreached" | null>(null);

/** What is still being typed is not asked about. */
const PAUSE_MS = 250;
let pause: ReturnType<typeof setTimeout> | undefined;

export function openForm(account: string): void {
  form.value = { account, id: crypto.randomUUID(), day: "", moveTo: "", registers: {} };
  problem.value = null;
}

export function closeForm(): void {
  form.value = null;
  problem.value = null;
}

/** Changes the form; another content is another closing, and so of another name. */
export function change(part: Partial<Pick<LeavingForm, "day" | "moveTo" | "registers">>): void {
  if (form.value === null || isSending.value) return;
  form.value = { ...form.value, ...part, id: crypto.randomUUID() };
  problem.value = null;
}

export function forgetLeaving(): void {
  clearTimeout(pause);
  closeForm();
  closing.value = null;
}

/** How it stands, or by what the form says would. */
export function lookAtClosing(account: string): void {
  clearTimeout(pause);
  pause = setTimeout(() => void look(account), PAUSE_MS);
}

async function look(account: string): Promise<void> {
  const { day = "", moveTo = "" } = form.value?.account === account ? form.value : {};
  const query = new URLSearchParams({
    ...(day !== "" && { day }),
    ...(moveTo.trim() !== "" && { move_to: moveTo.trim() }),
  });
  const answer = await ask<ClosingAnswer>(`${pathOf(account)}?${query.toString()}`);
  closing.value =
    answer.kind === "told" ? answer.value : answer.kind === "refused" ? answer : "unreached";
}

function pathOf(account: string): string {
  return `/v1/accounts/${encodeURIComponent(account)}/closing`;
}

function clerk(): string {
  return session.value.kind === "in" ? session.value.desk.clerk : "";
}

/** Closes it. Where nobody knows what became of it the form stays, and the very same is sent again by its button. */
export async function send(): Promise<void> {
  const asked = form.value;
  if (asked === null || isSending.value) return;
  isSending.value = true;
  const reads = Object.entries(asked.registers)
    .map(([meter, register]) => ({ meter, register: register.trim().replace(",", ".") }))
    .filter(({ register }) => register !== "");
  const answer = await ask<ClosingAnswer>(pathOf(asked.account), {
    id: asked.id,
    clerk: clerk(),
    ...(asked.day !== "" && { day: asked.day }),
    ...(asked.moveTo.trim() !== "" && { move_to: asked.moveTo.trim() }),
    ...(reads.length > 0 && { final_reads: reads }),
  });
  isSending.value = false;
  if (answer.kind === "told") {
    closeForm();
    closing.value = answer.value;
  } else problem.value = isUnknown(answer) ? "unreached" : (answer as Refused);
  await lookAgain();
  // Its answer was lost, and it is done all the same.
  const now = shown.value;
  if (now.kind === "seen" && now.seen.account.closing?.id === asked.id) closeForm();
}

/** Takes it back, or says what was paid out: told to the hub, and looked at again. */
export async function tellClosing(account: string, path: string, body: object): Promise<void> {
  const answer = await ask(`/v1/accounts/${encodeURIComponent(account)}/${path}`, {
    ...body,
    clerk: clerk(),
  });
  problem.value = answer.kind === "told" ? null : answer.kind === "refused" ? answer : "unreached";
  await Promise.all([look(account), lookAgain()]);
}
