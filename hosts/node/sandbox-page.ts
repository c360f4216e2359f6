/** The sandbox's page and the socket it lives by, both of the sandbox command alone. */
import { upgradeWebSocket } from "@hono/node-server";
import type { Hono } from "hono";
import type { Page, TownWatch } from "../sandbox/watch-town.ts";
import { builtPage, ownOrigin } from "./built-files.ts";

/** The routes under /sandbox, and the root, which leads there. `watch` is asked for only once someone comes: the town may not stand yet. */
export function sandboxPage(watch: () => TownWatch): Hono {
  const app = builtPage("/sandbox");
  app.get("/", (context) => context.redirect("/sandbox"));
  app.get(
    "/sandbox/live",
    ownOrigin,
    upgradeWebSocket(() => {
      let page: Page | null = null;
      return {
        onOpen(_event, socket) {
          page = watch().join((said) => socket.send(JSON.stringify(said)));
        },
        onMessage({ data }) {
          page?.hear(data);
        },
        onClose() {
          page?.leave();
        },
      };
    }),
  );
  return app;
}
