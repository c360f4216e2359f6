/** The terminal's page and the socket that shows it where its talk stands. */
import { upgradeWebSocket } from "@hono/node-server";
import type { Hono } from "hono";
import type { KioskLive, Terminal } from "../../channels/kiosk/live.ts";
import { builtPage, ownOrigin } from "./built-files.ts";

export function kioskPage(live: KioskLive): Hono {
  const app = builtPage("/kiosk");
  app.get(
    "/kiosk/live",
    ownOrigin,
    upgradeWebSocket(() => {
      let terminal: Terminal | null = null;
      return {
        onOpen(_event, socket) {
          terminal = live.join(socket);
        },
        onMessage({ data }) {
          void terminal?.hear(data);
        },
        onClose() {
          terminal?.leave();
        },
      };
    }),
  );
  return app;
}
