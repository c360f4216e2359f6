/** In the sandbox alone: the key that it made for its own counter. A link of the sandbox names the utility; nobody else is asked for a key. */
import { signal } from "@preact/signals";
import type { SandboxKey } from "../../channels/counter/protocol.ts";

/** Null where no sandbox offers one. */
export const sandboxKey = signal<SandboxKey | null>(null);

export async function startSandbox(): Promise<void> {
  const utility = new URLSearchParams(location.search).get("utility");
  if (utility === null) return;
  try {
    const response = await fetch(`/counter/sandbox-key?utility=${encodeURIComponent(utility)}`);
    if (response.ok) sandboxKey.value = (await response.json()) as SandboxKey;
  } catch {
    // Without a hub there is nothing to sign in to either.
    sandboxKey.value = null;
  }
}
