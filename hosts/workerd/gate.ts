/** What the worker lets through to a hub object: known routes of a configured deployment, bodies of a size, operators with the key. */
import { timingSafeEqual } from "node:crypto";
import { WEBHOOK_BODY_BYTES_MAX } from "../../channels/telnyx/body.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { READS_BODY_BYTES_MAX } from "../../meters/json/routes.ts";
import { STRIPE_BODY_BYTES_MAX } from "../../payments/stripe/webhook.ts";
import { hashToken } from "../api-key.ts";
import { UTILITY_ID_PATTERN } from "../configuration-file.ts";
import { PROBLEM_CONTENT_TYPE, problemDetails } from "../problem.ts";

type Verdict =
  | { readonly kind: "passed"; readonly utilityId: string }
  | { readonly kind: "refused"; readonly response: Response };

/** A command's message: 5,000 records of an import are under 4 MB. */
export const COMMAND_BODY_BYTES_MAX = 16 * 1024 * 1024;
/** A request that has no business with a body. */
const PLAIN_BODY_BYTES_MAX = 16 * 1024;

/** Where a terminal's page opens its socket. */
export const KIOSK_LIVE_PATH = "/kiosk/live";

/** The routes of a hub object, each with the longest body it takes. */
const routes: readonly (readonly [RegExp, number])[] = [
  [/^\/hooks\/telnyx$/, WEBHOOK_BODY_BYTES_MAX],
  [/^\/hooks\/stripe$/, STRIPE_BODY_BYTES_MAX],
  [/^\/pay\/[\w.-]{1,100}$/, PLAIN_BODY_BYTES_MAX],
  [/^\/(?:my(?:\/[\w.-]{1,32})?)?$/, PLAIN_BODY_BYTES_MAX],
  [/^\/hooks\/kiosk$/, PLAIN_BODY_BYTES_MAX],
  [/^\/kiosk\/(?:live|enrol)$/, PLAIN_BODY_BYTES_MAX],
  [/^\/v1\/reads$/, READS_BODY_BYTES_MAX],
  [/^\/v1\/commands$/, COMMAND_BODY_BYTES_MAX],
  [/^\/v1\//, PLAIN_BODY_BYTES_MAX],
  [/^\/(?:openapi\.json|docs|healthz|metrics|sandbox\/carrier-key)$/, PLAIN_BODY_BYTES_MAX],
];

/**
 * Names the utility whose object answers, or refuses before any object is woken. A body that declares its length is refused by
 * it; one that does not is counted where it is read.
 */
export async function passGate(request: Request, env: Cloudflare.Env): Promise<Verdict> {
  const { pathname } = new URL(request.url);
  const route = routes.find(([pattern]) => pattern.test(pathname));
  if (route === undefined) {
    return refused(404, refuse("no_such_route", `nothing answers at ${pathname}`));
  }
  const utilityId = env.UTILITY?.trim() ?? "";
  if (!UTILITY_ID_PATTERN.test(utilityId)) {
    const words =
      "this deployment names no utility: set UTILITY in wrangler.toml to the utility's id";
    return refused(503, refuse("no_utility", words));
  }
  const [, bytesMax] = route;
  const declared = request.headers.get("content-length");
  if (declared !== null && !(Number(declared) <= bytesMax)) {
    return refused(413, refuse("too_large", `the body is over ${String(bytesMax)} bytes`));
  }
  if (pathname !== "/v1/commands") return { kind: "passed", utilityId };
  const refusal = await refuseOperator(request, env);
  return refusal ?? { kind: "passed", utilityId };
}

async function refuseOperator(request: Request, env: Cloudflare.Env): Promise<Verdict | null> {
  const wanted = env.ADMIN_KEY_HASH?.trim().toLowerCase() ?? "";
  if (!/^[0-9a-f]{64}$/.test(wanted)) {
    const words =
      "operators are not let in: set the secret ADMIN_KEY_HASH to the SHA-256 of a key, in hex";
    return refused(503, refuse("no_admin_key", words));
  }
  const key = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (key === undefined) {
    return refused(401, refuse("no_key", "send the admin key as Authorization: Bearer <key>"));
  }
  const given = await hashToken(key);
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(wanted))) {
    return refused(401, refuse("bad_key", "this is not the admin key"));
  }
  return null;
}

function refused(status: number, refusal: Refusal): Verdict {
  const headers = new Headers({ "content-type": PROBLEM_CONTENT_TYPE });
  if (status === 401) headers.set("www-authenticate", 'Bearer realm="switchboard"');
  const body = JSON.stringify(problemDetails(status, refusal));
  return { kind: "refused", response: new Response(body, { status, headers }) };
}
