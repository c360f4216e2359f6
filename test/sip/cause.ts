/** Why a call did not come about, or ended, in the real carrier's words for what SIP says. */
export type HangupCause =
  | "normal_clearing"
  | "originator_cancel"
  | "timeout"
  | "user_busy"
  | "call_rejected"
  | "not_found"
  | "unspecified";

const causes: Readonly<Record<number, HangupCause>> = {
  404: "not_found",
  408: "timeout",
  480: "timeout",
  486: "user_busy",
  // We gave up on it: it rang for as long as it may.
  487: "timeout",
  600: "user_busy",
  603: "call_rejected",
};

export function causeOf(status: number): HangupCause {
  return causes[status] ?? "unspecified";
}
