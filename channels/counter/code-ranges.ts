/** Ranges of numbers that no code is texted to, because too few came back, over HTTP: for staff, who may know why. */
import { Hono } from "hono";
import { z } from "zod";
import type { AdminAuthorize } from "./protections.ts";
import type { CounterEnvironment } from "./routes.ts";

export const codeRangesSchema = z
  .object({
    ranges: z.array(
      z.object({
        range: z.string().meta({
          description: "The numbers that begin so, each with four more digits.",
          examples: ["+1202555"],
        }),
        sent: z.int().meta({ description: "Codes texted there within the time that is judged." }),
        used: z.int().meta({ description: "How many of them were given back." }),
      }),
    ),
  })
  .meta({ id: "CodeRanges" });

export interface CodeRangesEnd {
  readonly authorize: AdminAuthorize;
  readonly list: (
    utilityId: string,
  ) => Promise<readonly { readonly range: string; readonly sent: number; readonly used: number }[]>;
}

export function codeRangeRoutes({ authorize, list }: CodeRangesEnd): Hono<CounterEnvironment> {
  const app = new Hono<CounterEnvironment>();
  app.get("/v1/code-ranges", authorize("admin"), async (context) => {
    const answer: z.input<typeof codeRangesSchema> = {
      ranges: [...(await list(context.var.caller.utilityId))],
    };
    return context.json(answer);
  });
  return app;
}
