/** Who this terminal is to the hub: got once for a one-time code, kept on the device. */

export interface Identity {
  readonly kioskId: string;
  readonly token: string;
}

/** Which utility's terminal the sandbox makes of this page; anywhere else the one-time code says it. */
const utility = new URLSearchParams(location.search).get("utility");
const KEPT = utility === null ? "kiosk.identity" : `kiosk.identity.${utility}`;

export function identity(): Identity | null {
  const kept = localStorage.getItem(KEPT);
  return kept === null ? null : (JSON.parse(kept) as Identity);
}

export function forgetIdentity(): void {
  localStorage.removeItem(KEPT);
}

export type Enrolled = "enrolled" | "refused" | "unreached";

export async function enrol(code: string): Promise<Enrolled> {
  try {
    const response = await fetch("/kiosk/enrol", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code }),
    });
    if (!response.ok) return response.status < 500 ? "refused" : "unreached";
    const { kioskId, token } = (await response.json()) as Identity;
    localStorage.setItem(KEPT, JSON.stringify({ kioskId, token }));
    return "enrolled";
  } catch {
    return "unreached";
  }
}

/** In the sandbox a terminal asks for its own code; anywhere else there is none to be had. */
export async function sandboxCode(): Promise<string | null> {
  try {
    const asked = utility === null ? "" : `?${new URLSearchParams({ utility }).toString()}`;
    const response = await fetch(`/kiosk/sandbox-code${asked}`);
    if (!response.ok) return null;
    const { code } = (await response.json()) as { code: string };
    return code;
  } catch {
    return null;
  }
}
