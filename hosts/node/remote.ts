/** How a command writes to a hub on Workers: over HTTPS, with the operator's key. */
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import type { Commands } from "./control.ts";

/** The hub answers a chunk of an import within seconds; a worker's request never takes longer than this. */
const ANSWER_WAIT_MS = 100_000;
/** The one status that tells of a fault of the hub itself; every other error is a refusal with its code. */
const FAULT_STATUS = 500;

/**
 * Sends commands to POST /v1/commands of the hub at `url`. Refused where the address is not one that keeps the key secret, or
 * the key is not one that a header can hold; then each command's own refusals, and `unreachable` when no answer came.
 */
export function remoteCommands(
  url: string,
  key: string | undefined,
): Commands | Refusal<"bad_url" | "no_key"> {
  const address = addressOf(url);
  if (isRefusal(address)) return address;
  const token = key?.trim() ?? "";
  if (!/^[\x21-\x7e]+$/.test(token)) {
    return refuse("no_key", "SWITCHBOARD_ADMIN_KEY must hold the admin key of the hub at --url");
  }
  return async function sendCommand(command, args) {
    let response: Response;
    let text: string;
    try {
      response = await fetch(address, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ command, args }),
        // The key goes nowhere but to the address that was named.
        redirect: "error",
        signal: AbortSignal.timeout(ANSWER_WAIT_MS),
      });
      text = await response.text();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const words = `${url} gave no answer (${reason}); look whether it was done before you send it again`;
      return refuse("unreachable", words);
    }
    return resultOf(response.status, text, url);
  };
}

function addressOf(text: string): URL | Refusal<"bad_url"> {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLoopback = url !== null && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const isPrivate = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback);
  if (url === null || !isPrivate || url.username !== "" || url.search !== "" || url.hash !== "") {
    const words = `--url takes the address of a hub, such as https://switchboard.example.workers.dev, not "${text}"`;
    return refuse("bad_url", words);
  }
  return new URL(`${url.pathname.replace(/\/$/, "")}/v1/commands`, url);
}

function resultOf(status: number, text: string, url: string): unknown {
  const body = parsed(text);
  if (status === 200 && body !== null) return body["result"];
  const code = body?.["code"];
  const detail = body?.["detail"];
  if (typeof code !== "string" || typeof detail !== "string") {
    return refuse("not_a_hub", `${url} answered ${String(status)}, but not as a hub does`);
  }
  if (status === FAULT_STATUS) throw new Error(`${url}: ${detail}`);
  return refuse(code, detail);
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
