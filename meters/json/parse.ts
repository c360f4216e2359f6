import type { Refusal } from "../../core/refusal.ts";
import { quickRead } from "./quick-read.ts";
import { isRegisterItem, type ParsedRegister, parseRegister } from "./register-schema.ts";
import { parseBySchema, type ParsedRead } from "./schema.ts";

/** One interval read as it comes over the wire. */
export function parseRead(raw: unknown): ParsedRead | Refusal {
  return quickRead(raw) ?? parseBySchema(raw);
}

/** One item of a push: what has a `register` is what a register showed, all else an interval. */
export function parseItem(raw: unknown): ParsedRead | ParsedRegister | Refusal {
  return isRegisterItem(raw) ? parseRegister(raw) : parseRead(raw);
}
