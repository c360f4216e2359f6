import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type WebSocketServerLike } from "@hono/node-server";
import { WebSocketServer } from "ws";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { atMost } from "../at-most.ts";

/** The server that a surface is reached by, over HTTP and, where a route asks for it, WebSocket. */
export interface HttpServer {
  /** Resolves with its address; refused when something else listens there. */
  listen(at: { readonly host: string; readonly port: number }): Promise<string | Refusal>;
  /** Takes no new connection, lets the requests under way end, and their connections with them. */
  close(waitMs: number): Promise<void>;
}

/** What a page says is a line of text; more is a mistake or an attack. */
const SOCKET_MESSAGE_BYTES_MAX = 16_384;

export function httpServer(fetch: (request: Request) => Response | Promise<Response>): HttpServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: SOCKET_MESSAGE_BYTES_MAX });
  const websocket = { server: sockets as WebSocketServerLike };
  // Asked for no other, it makes a server of node:http.
  const server = createAdaptorServer({ fetch, websocket }) as Server;
  return {
    listen: (at) => listen(server, at),
    async close(waitMs) {
      // An open socket would keep the server for good; its page connects to the next one.
      for (const socket of sockets.clients) socket.terminate();
      // So would a client that keeps asking keep its connection.
      server.prependListener("request", (_request, response) => {
        response.shouldKeepAlive = false;
      });
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await atMost(waitMs, closed);
      server.closeAllConnections();
    },
  };
}

function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string | Refusal> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") {
        resolve(refuse("port_taken", `something else listens at ${host}:${String(port)}`));
      } else reject(error);
    });
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${String(taken)}`);
    });
  });
}
