/** The API described from the very schemas that check it: OpenAPI 3.1, and the same as a page that loads nothing. */
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

const everyOperationRefuses: Operation["answers"] = {
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
  const { operationId, summary, description, scope, body, path } = operation;
  const answers = Object.entries({ ...operation.answers, ...everyOperationRefuses });
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
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

function nameOf(schema: z.ZodType): string {
  const id = schema.meta()?.id;
  if (id === undefined) throw new Error("a schema of the API must have an id");
  return id;
}

/** Every named schema once; what is nested by name becomes a reference. */
function schemas(): Record<string, unknown> {
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

/** A page for people: every operation with its scope, body and answers, and every schema. No script, no other host. */
export function docsPage(): string {
  const sections = operations.map((operation) => {
    const answers = Object.entries({ ...operation.answers, ...everyOperationRefuses })
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([status, [words, schema]]) => {
        const link = schema === undefined ? linkTo("Problem") : linkTo(nameOf(schema));
        return `<tr><td>${status}</td><td>${escapeHtml(words)}</td><td>${link}</td></tr>`;
      });
    const body =
      operation.body === undefined ? "" : `<p>Body: ${linkTo(nameOf(operation.body))}</p>`;
    return `<section id="${operation.operationId}">
<h2><code>${operation.method.toUpperCase()} ${escapeHtml(operation.path)}</code> ${escapeHtml(operation.summary)}</h2>
<p>${escapeHtml(operation.description)}</p>
<p>Scope of the key: <code>${operation.scope}</code></p>${body}
<table><thead><tr><th>Status</th><th>When</th><th>Body</th></tr></thead><tbody>${answers.join("")}</tbody></table>
</section>`;
  });
  const shapes = Object.entries(schemas()).map(
    ([name, schema]) => `<section id="schema-${name}"><h3>${name}</h3>
<pre>${escapeHtml(JSON.stringify(schema, null, 2))}</pre></section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Switchboard API</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
code, pre { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
pre { overflow: auto; border: 1px solid; padding: 0.75rem; }
table { border-collapse: collapse; width: 100%; }
th, td { overflow-wrap: anywhere; text-align: left; vertical-align: top; border-bottom: 1px solid; padding: 0.25rem 0.75rem 0.25rem 0; }
</style>
</head>
<body>
<h1>Switchboard API</h1>
<p>Send an API key as <code>Authorization: Bearer &lt;key&gt;</code>; <code>npx switchboard key create</code> makes one.
Errors are <a href="#schema-Problem">problem details</a> (RFC 9457). For programs: <a href="/openapi.json">openapi.json</a>.</p>
${sections.join("\n")}
<h2>Shapes</h2>
${shapes.join("\n")}
</body>
</html>
`;
}

function linkTo(name: string): string {
  return `<a href="#schema-${name}">${name}</a>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
