/** Calls that people take over, over HTTP: whom to call back, and who was just put through. */
import { Hono } from "hono";
import { z } from "zod";
import { refuse } from "../../core/refusal.ts";
import { type CounterEnd, type CounterEnvironment, orRefuse } from "./routes.ts";

const wanted = {
  id: z.string(),
  line: z.string().meta({ description: "Who called." }),
  account: z.string().nullable().meta({ description: "The account last spoken of." }),
  language: z.string(),
  reason: z.string().meta({
    description:
      "asked, not_understood, move, medical (somebody depends on supply), dispute (charges are called wrong: see the disputes of the account), not_reached (nobody answered where the call was put through to), danger (call at once).",
  }),
  task: z
    .string()
    .nullable()
    .meta({ description: 'What was asked last: "confirm" at a read-back, "menu" at none.' }),
  at: z.string().meta({ format: "date-time" }),
};

export const callBacksSchema = z
  .object({ call_backs: z.array(z.object(wanted)) })
  .meta({ id: "CallBacks" });

export const transfersSchema = z
  .object({
    transfers: z.array(
      z.object({
        ...wanted,
        proved: z.boolean().meta({ description: "Whether a PIN or a code was given in the call." }),
      }),
    ),
  })
  .meta({ id: "Transfers" });

export const callBackDoneSchema = z
  .object({ id: z.string(), done: z.boolean() })
  .meta({ id: "CallBackDone" });

export interface CallBacksEnd extends Pick<CounterEnd, "authorize"> {
  readonly callBacks: (utilityId: string) => Promise<z.input<typeof callBacksSchema>>;
  /** False where no such call-back is open. */
  readonly closeCallBack: (utilityId: string, id: string) => Promise<boolean>;
  readonly transfers: (utilityId: string) => Promise<z.input<typeof transfersSchema>>;
}

export function callBackRoutes(end: CallBacksEnd): Hono<CounterEnvironment> {
  const { authorize } = end;
  const app = new Hono<CounterEnvironment>();
  app.get("/v1/call-backs", authorize("read"), async (context) =>
    context.json(await end.callBacks(context.var.caller.utilityId)),
  );
  app.post("/v1/call-backs/:id/done", authorize("admin"), async (context) => {
    const id = context.req.param("id");
    const done = await end.closeCallBack(context.var.caller.utilityId, id);
    if (!done) orRefuse(refuse("no_such_call_back", `no call-back ${id} is open`));
    return context.json({ id, done: true });
  });
  app.get("/v1/transfers", authorize("read"), async (context) =>
    context.json(await end.transfers(context.var.caller.utilityId)),
  );
  return app;
}
