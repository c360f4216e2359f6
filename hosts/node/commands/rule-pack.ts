/** The rule pack that a command names: a file of the caller's, or one that comes with the program. */
import { isRefusal, type Refusal } from "../../../core/refusal.ts";
import { type ReadPack, readPackText } from "../../rules/read-pack.ts";
import { packsDirectory, shippedPack } from "../shipped-packs.ts";
import { fileBytes } from "./tariff-file.ts";

/** A name of the program's own comes before a file of the same name. */
export function packOf(directory: string, name: string): ReadPack | Refusal {
  const isShipped = shippedPack(name) !== null;
  const bytes = isShipped ? fileBytes(packsDirectory, `${name}.json`) : fileBytes(directory, name);
  return isRefusal(bytes) ? bytes : readPackText(new TextDecoder().decode(bytes));
}
