/** Who beside an account's customer is told that supply may go off, over HTTP. */
import { Hono } from "hono";
import { z } from "zod";
import type { SecondContact } from "../../core/hub/second-contact.ts";
import { type Refusal, refuse } from "../../core/refusal.ts";
import { bodyAs } from "./act-route.ts";
import type { AdminAuthorize, doneSchema } from "./protections.ts";
import { isAccountId } from "./protocol.ts";
import { type CounterEnvironment, limitBody, orRefuse } from "./routes.ts";

const line = z.string().meta({ description: "E.164.", examples: ["+12025550143"] });

export const secondContactRequestSchema = z
  .strictObject({ line })
  .meta({ id: "SecondContactRequest" });

export const secondContactsSchema = z
  .object({
    second_contacts: z.array(
      z.object({
        line,
        state: z.enum(["asked", "agreed", "ended"]).meta({
          description: "Asked: the number itself has not agreed yet, and nothing is told there.",
        }),
        asked_by: z.string(),
        asked: z.iso.datetime(),
        changed: z.iso.datetime(),
        ended_by: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "SecondContacts" });

export interface SecondContactsEnd {
  readonly authorize: AdminAuthorize;
  readonly list: (
    utilityId: string,
    accountId: string,
  ) => Promise<readonly SecondContact[] | Refusal>;
  readonly ask: (
    utilityId: string,
    accountId: string,
    by: { readonly line: string; readonly actor: string },
  ) => Promise<{ readonly kind: "asked" } | Refusal>;
  readonly end: (
    utilityId: string,
    accountId: string,
    by: { readonly line: string; readonly actor: string },
  ) => Promise<{ readonly kind: "ended" } | Refusal>;
}

export function secondContactRoutes(end: SecondContactsEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.get("/v1/accounts/:id/second-contacts", end.authorize("read"), async (context) => {
    const accountId = context.req.param("id");
    const rows = orRefuse(
      isAccountId(accountId)
        ? await end.list(context.var.caller.utilityId, accountId)
        : refuse("no_such_account", "no account can have such an id"),
    );
    const answer: z.input<typeof secondContactsSchema> = { second_contacts: rows.map(answerOf) };
    return context.json(answer);
  });
  app.post(
    "/v1/accounts/:id/second-contacts",
    end.authorize("admin"),
    limitBody,
    async (context) => {
      const { utilityId, keyId } = context.var.caller;
      const id = context.req.param("id");
      const asked = await bodyAs(context, secondContactRequestSchema);
      orRefuse(await end.ask(utilityId, id, { line: asked.line, actor: `key ${keyId}` }));
      return context.json({ id, repeated: false } satisfies z.input<typeof doneSchema>, 201);
    },
  );
  const over = "/v1/accounts/:id/second-contacts/end";
  app.post(over, end.authorize("admin"), limitBody, async (context) => {
    const { utilityId, keyId } = context.var.caller;
    const id = context.req.param("id");
    const asked = await bodyAs(context, secondContactRequestSchema);
    orRefuse(await end.end(utilityId, id, { line: asked.line, actor: `key ${keyId}` }));
    return context.json({ id, repeated: false } satisfies z.input<typeof doneSchema>);
  });
  return app;
}

function answerOf(
  row: SecondContact,
): z.input<typeof secondContactsSchema>["second_contacts"][number] {
  return {
    line: row.line,
    state: row.state,
    asked_by: row.askedBy,
    asked: new Date(row.askedAtMs).toISOString(),
    changed: new Date(row.changedAtMs).toISOString(),
    ended_by: row.endedBy,
  };
}
