/** One call of the hub's API, and the three ways in which it ends. */
import { signal } from "@preact/signals";

export type Answer<Value> =
  | { readonly kind: "told"; readonly value: Value }
  | Refused
  /** Nobody knows whether it came through. */
  | { readonly kind: "unreached" };

export interface Refused {
  readonly kind: "refused";
  readonly status: number;
  readonly code: string;
  /** The hub's own words. */
  readonly detail: string;
}

/** Longer than the slowest answer of a hub that is well; after it the line counts as dead. */
const ANSWER_MS = 15_000;

/** What the codes of answers begin with that are not the hub's own. */
const NOT_THE_HUBS = "http_";

/** The hub did not answer the last call of any kind. */
export const isOffline = signal(false);

/** Posts where there is a body, else gets. */
export async function askHub<Value>(
  token: string,
  path: string,
  body?: object,
): Promise<Answer<Value>> {
  try {
    const response = await fetch(path, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(ANSWER_MS),
      cache: "no-store",
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    const answer = response.ok
      ? ({ kind: "told", value: (await response.json()) as Value } as const)
      : await refusedBy(response);
    isOffline.value = false;
    return answer;
  } catch {
    isOffline.value = true;
    return { kind: "unreached" };
  }
}

/** What is not the hub's own refusal comes from something in between, which knows nothing of what became of the call. */
async function refusedBy(response: Response): Promise<Refused> {
  const text = await response.text();
  const { status } = response;
  try {
    const { code, detail } = JSON.parse(text) as Partial<Pick<Refused, "code" | "detail">>;
    if (code !== undefined) return { kind: "refused", status, code, detail: detail ?? "" };
  } catch {
    // Not JSON: no answer of the hub's.
  }
  const code = `${NOT_THE_HUBS}${String(status)}`;
  return { kind: "refused", status, code, detail: response.statusText };
}

/** Whether what was asked may have been done all the same: no answer of the hub's, or a fault on the way to one. */
export function isUnknown(answer: Exclude<Answer<unknown>, { kind: "told" }>): boolean {
  if (answer.kind === "unreached") return true;
  return answer.status >= 500 || answer.code.startsWith(NOT_THE_HUBS);
}
