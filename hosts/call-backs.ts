/** What the API's calls about call-backs do in the hub, and how it describes them. */
import {
  callBackDoneSchema,
  callBacksSchema,
  type CallBacksEnd,
  transfersSchema,
} from "../channels/counter/call-backs.ts";
import { closedCallBack } from "../core/hub/note-call-back.ts";
import { utilityHome } from "../core/ids.ts";
import type { Hub } from "../core/ports.ts";
import { type CallBackRow, newestTransfers, openCallBacks } from "../core/store/call-backs.ts";
import type { Operation } from "./openapi-operation.ts";

const CALL_BACKS_MAX = 1_000;
/** As many as a screen of the agents' room shows. */
const TRANSFERS_MAX = 100;

export function callBacksEnd(hubOf: (utilityId: string) => Hub): Omit<CallBacksEnd, "authorize"> {
  return {
    async callBacks(utilityId) {
      const home = utilityHome(utilityId);
      const rows = await hubOf(utilityId).store.read(home, (sql) =>
        openCallBacks(sql, home, CALL_BACKS_MAX),
      );
      return { call_backs: rows.map(shown) };
    },
    closeCallBack(utilityId, id) {
      const hub = hubOf(utilityId);
      const home = utilityHome(utilityId);
      return hub.store.transact(home, (sql) =>
        closedCallBack(sql, hub.clock.now(), home, { id, actor: "api" }),
      );
    },
    async transfers(utilityId) {
      const home = utilityHome(utilityId);
      const rows = await hubOf(utilityId).store.read(home, (sql) =>
        newestTransfers(sql, home, TRANSFERS_MAX),
      );
      return { transfers: rows.map((row) => ({ ...shown(row), proved: row.isProved })) };
    },
  };
}

function shown({ id, line, accountId, language, reason, task, createdAtMs }: CallBackRow) {
  const at = new Date(createdAtMs).toISOString();
  return { id, line, account: accountId, language, reason, task, at };
}

export const callBackOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/v1/call-backs",
    operationId: "listCallBacks",
    summary: "List whom to call back",
    description:
      "Callers whom a person promised to call back, with the account and what it is about: those that wait longest first, at most 1,000.",
    scope: "read",
    answers: { "200": ["The open call-backs.", callBacksSchema] },
  },
  {
    method: "post",
    path: "/v1/call-backs/{id}/done",
    operationId: "closeCallBack",
    summary: "Say that a person has called back",
    description: "It is listed no more.",
    scope: "admin",
    answers: { "200": ["Done.", callBackDoneSchema], "404": ["No such call-back is open."] },
  },
  {
    method: "get",
    path: "/v1/transfers",
    operationId: "listTransfers",
    summary: "List who was put through to a person",
    description:
      "The newest 100 first, each kept before the call reaches anybody: whose it is, why, what was asked last, and whether a PIN was given.",
    scope: "read",
    answers: { "200": ["The newest transfers.", transfersSchema] },
  },
];
