/** The phrases of RFC 9110 for the answers a webhook gets; with type about:blank they are the title RFC 9457 asks for. */
const phrases = {
  400: "Bad Request",
  401: "Unauthorized",
  405: "Method Not Allowed",
  413: "Content Too Large",
  503: "Service Unavailable",
} as const;

export type ProblemStatus = keyof typeof phrases;

/** A problem details answer (RFC 9457); `code` is the stable name of the refusal. */
export function problem(
  status: ProblemStatus,
  code: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = { type: "about:blank", title: phrases[status], status, code, detail };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, "content-type": "application/problem+json" },
  });
}
