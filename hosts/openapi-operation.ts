import type { z } from "zod";
import type { Scope } from "./api-key.ts";

/** One operation of the API as data: what it takes, what it answers and which scope it needs. */
export interface Operation {
  readonly method: "get" | "post";
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly scope: Scope;
  /** What may stand after the path, each by its name, and what it says. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: z.ZodType;
  readonly answers: Readonly<Record<string, readonly [description: string, schema?: z.ZodType]>>;
}
