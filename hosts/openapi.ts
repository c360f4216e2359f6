/** The API described from the very schemas that check it: OpenAPI 3.1. */
import { z } from "zod";
import type { Operation } from "./openapi-operation.ts";
import { operations } from "./openapi-operations.ts";
import { PROBLEM_CONTENT_TYPE } from "./problem.ts";

const problemSchema = z
  .object({
    type: z.literal("about:blank"),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "What is wrong, in words." }),
    code: z.string().meta({ description: "The same for programs; stable." }),
  })
  .meta({ id: "Problem", description: "Problem details (RFC 9457)." });

type Direction = "input" | "output";

/** What any operation may answer with besides its own. */
export const everyOperationRefuses: Operation["answers"] = {
  "401": ["No API key, or one that is not known any longer."],
  "403": ["The API key lacks the scope."],
};

export function openapiDocument(): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Switchboard",
      version: "1",
      description:
        "Every call needs an API key (npx switchboard key create) as Authorization: Bearer <key>; the key names the utility. Every error is problem details with a stable code.",
    },
    paths,
    components: {
      schemas: schemas(),
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
    },
  };
}

function described(operation: Operation): unknown {
  const { operationId, summary, description, scope, body, path, query = {} } = operation;
  const answers = Object.entries({ ...operation.answers, ...everyOperationRefuses });
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const asked = Object.entries(query).map(([name, words]) => ({
    name,
    in: "query",
    required: false,
    description: words,
    schema: { type: "string" },
  }));
  const parameters = [...named, ...asked];
  return {
    operationId,
    summary,
    description,
    // Roles of a bearer key; OpenAPI 3.1 allows them for every scheme.
    security: [{ key: [scope] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: json(body) } }),
    responses: Object.fromEntries(
      answers.map(([status, [words, schema]]) => [
        status,
        {
          description: words,
          content:
            schema === undefined
              ? { [PROBLEM_CONTENT_TYPE]: reference(problemSchema) }
              : json(schema),
        },
      ]),
    ),
  };
}

function json(schema: z.ZodType): unknown {
  return { "application/json": reference(schema) };
}

function reference(schema: z.ZodType): unknown {
  return { schema: { $ref: `#/components/schemas/${nameOf(schema)}` } };
}

/** What a schema is called in the document; every one that an operation names has a name. */
export function nameOf(schema: z.ZodType): string {
  const id = schema.meta()?.id;
  if (id === undefined) throw new Error("a schema of the API must have an id");
  return id;
}

/** Every named schema once; what is nested by name becomes a reference. */
export function schemas(): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { body, answers } of operations) {
    if (body !== undefined) Object.assign(found, jsonSchemas(body, "input"));
    for (const [, schema] of Object.values(answers)) {
      if (schema !== undefined) Object.assign(found, jsonSchemas(schema, "output"));
    }
  }
  return { ...found, ...jsonSchemas(problemSchema, "output") };
}

function jsonSchemas(schema: z.ZodType, io: Direction): Record<string, unknown> {
  // Inside an object, so that the schema itself is one of the definitions, as those it uses are.
  const { $defs } = z.toJSONSchema(z.object({ named: schema }), {
    io,
    // The format says it; the pattern beside it is longer than the rest of the page.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    },
  });
  const text = JSON.stringify($defs ?? {});
  return JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')) as Record<
    string,
    unknown
  >;
}
