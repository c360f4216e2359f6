import type { Refusal } from "../../core/refusal.ts";
import { quickRead } from "./quick-read.ts";
import { parseBySchema, type ParsedRead } from "./schema.ts";

/** One read as it comes over the wire. */
export function parseRead(raw: unknown): ParsedRead | Refusal {
  return quickRead(raw) ?? parseBySchema(raw);
}
