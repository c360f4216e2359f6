import { resolve } from "node:path";
import { FILE_BYTES_MAX } from "../../import/table.ts";
import { type ImportedTariff, importTariffText } from "../../../core/rating/import-urdb.ts";
import { isRefusal, type Refusal, refuse } from "../../../core/refusal.ts";
import { readBytesFile } from "./configured.ts";

/** A file's bytes; the refusal names the file. */
export function fileBytes(directory: string, name: string): Uint8Array | Refusal {
  const path = resolve(directory, name);
  const bytes = readBytesFile(path);
  if (!(bytes instanceof Uint8Array)) return refuse("no_file", `${path} ${bytes.reason}`);
  if (bytes.length > FILE_BYTES_MAX) return refuse("too_large", `${path}: is over 128 MiB`);
  return bytes;
}

/** The tariff of a JSON file; the refusal names the file and the field or line. */
export function tariffOfFile(
  directory: string,
  name: string,
  isStrict: boolean,
): ImportedTariff | Refusal {
  const bytes = fileBytes(directory, name);
  if (isRefusal(bytes)) return bytes;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse("not_utf8", `${name}: is not UTF-8`);
  }
  const tariff = importTariffText(text, isStrict);
  return isRefusal(tariff) ? refuse(tariff.code, `${name}: ${tariff.message}`) : tariff;
}
