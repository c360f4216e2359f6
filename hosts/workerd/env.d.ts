import type worker from "./worker.ts";
import type { HubObject } from "./hub-object.ts";
import type { ReportsObject } from "./reports-object.ts";

declare global {
  namespace Cloudflare {
    interface GlobalProps {
      readonly mainModule: { readonly default: typeof worker };
    }
    /** What wrangler.toml binds; the texts are variables and secrets, explained there. */
    interface Env {
      readonly HUB: DurableObjectNamespace<HubObject>;
      readonly REPORTS: DurableObjectNamespace<ReportsObject>;
      readonly UTILITY?: string;
      readonly SIMULATE?: string;
      readonly ADMIN_KEY_HASH?: string;
      readonly PIN_PEPPER?: string;
      readonly TELNYX_API_KEY?: string;
      readonly TELNYX_PUBLIC_KEY?: string;
      readonly TELNYX_BASE_URL?: string;
      readonly STRIPE_SECRET_KEY?: string;
      readonly STRIPE_WEBHOOK_SECRET?: string;
      readonly STRIPE_PUBLISHABLE_KEY?: string;
      readonly STRIPE_API_BASE?: string;
      readonly PUBLIC_URL?: string;
      readonly REPORTS_URL?: string;
      readonly REPORTS_TOKEN?: string;
    }
  }
}
