/** What is wrong with a configuration file, in words. */
import type { z } from "zod";

export interface Problem {
  /** Where in the file, such as "utility[0].levels.low". */
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** One problem an issue of what `raw` was refused for, in the order of the schema. */
export function problemsOf(error: z.ZodError, raw: unknown, base: string): Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, raw, base));
}

function problemsOfIssue(issue: Issue, raw: unknown, base: string): Problem[] {
  const path = issue.path.reduce<string>(
    (before, part) =>
      typeof part === "number" ? `${before}[${String(part)}]` : `${before}.${String(part)}`,
    base,
  );
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((name) => ({
      path: `${path}.${name}`,
      code: "unknown_name",
      message: "is not a name this file knows",
    }));
  }
  if (valueAt(raw, issue.path) === undefined) {
    const message = issue.message.startsWith("is missing") ? issue.message : "is missing";
    return [{ path, code: "missing", message }];
  }
  return [{ path, code: "not_valid", message: issue.message }];
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined,
    raw,
  );
}

const secretNames = /secret|password|passwd|token|api_?key|private|public_?key/i;
/** How the keys of Telnyx and of common processors begin. */
const secretValues = /^(?:KEY[0-9A-Za-z]{20}|(?:sk|rk|whsec|pk)_(?:live|test)?_?[0-9A-Za-z]{16})/;

/** Every place that holds, or by its name should hold, a secret: files are mailed and backed up, the environment is not. */
export function secretsIn(value: unknown, path: string): Problem[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const at = Array.isArray(value) ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`;
    if (secretNames.test(name) || (typeof inner === "string" && secretValues.test(inner))) {
      const message =
        "secrets never stand in this file: set TELNYX_API_KEY and TELNYX_PUBLIC_KEY in the environment";
      return [{ path: at, code: "secret_in_file", message }];
    }
    return secretsIn(inner, at);
  });
}
