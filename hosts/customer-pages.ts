/** What customers open in a browser of their own: the page that takes a card, and the one of their account. */
import { Hono } from "hono";
import { payRoutes } from "../channels/pay/routes.ts";
import { portalRoutes } from "../channels/portal/routes.ts";
import type { Metrics } from "../core/ports.ts";
import { payEnd, type PayPages } from "./pay.ts";
import { portalEnd, type PortalParts } from "./portal.ts";

export interface CustomerPages extends PortalParts {
  /** How a card is saved; absent where nobody takes cards. */
  readonly pay?: PayPages;
  readonly metrics: Metrics;
}

export function customerPages(parts: CustomerPages): Hono {
  const app = new Hono();
  if (parts.pay !== undefined) {
    app.route("/", payRoutes(payEnd(parts.pay, (id) => parts.hubOf(id), parts.metrics)));
  }
  app.route("/", portalRoutes(portalEnd(parts)));
  return app;
}
