import type { HubObject } from "./hub-object.ts";

declare global {
  namespace Cloudflare {
    /** What wrangler.toml binds. */
    interface Env {
      readonly HUB: DurableObjectNamespace<HubObject>;
    }
  }
}
