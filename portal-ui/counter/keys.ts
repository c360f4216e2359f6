/** Keys of the whole page: / goes to the search, Escape goes one step back. Enter is each field's own. */
import { closeAccount, shown } from "./account.ts";
import { clearSearch, search } from "./find.ts";
import { closeForm, forgetLeaving, form } from "./leaving.ts";
import { endSession, session } from "./session.ts";
import { amount, clearTill, tendered, till } from "./till.ts";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, select, textarea");
}

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (session.value.kind !== "in" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !isTyping(event.target)) {
      event.preventDefault();
      goToSearch();
    } else if (event.key === "Escape") stepBack();
  });
}

export function goToSearch(): void {
  document.querySelector<HTMLInputElement>("#find")?.focus();
}

/** To the next customer: nothing of the one before is left, and the search has the keys. */
export function nextCustomer(): void {
  clearTill();
  forgetLeaving();
  closeAccount();
  clearSearch();
  goToSearch();
}

export function signOut(): void {
  nextCustomer();
  endSession();
}

function stepBack(): void {
  if (search.value.kind !== "none") clearSearch();
  else if (form.value !== null) closeForm();
  else if (till.value.kind === "taken") nextCustomer();
  else if (amount.value !== "" || tendered.value !== "") clearTill();
  else if (shown.value.kind === "none" || till.value.kind !== "open") goToSearch();
  else nextCustomer();
}
