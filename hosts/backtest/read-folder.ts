/** The real homes of a folder of reads: CSV files, gzipped or not, and where there is one an `index.json` that says whose clock each goes by. */
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { isZone } from "../../core/instant.ts";
import { conversion } from "../../core/rating/units.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import { readIntervals } from "../import/interval-file.ts";
import { homeOf, type RealHome } from "./home.ts";

export interface FoundHomes {
  readonly homes: readonly RealHome[];
  /** Files that were not used, each with the reason. */
  readonly leftAside: readonly { readonly file: string; readonly reason: string }[];
  /** Where the files say they come from. */
  readonly sources: readonly string[];
}

const indexSchema = z.array(
  z.looseObject({
    id: z.string().min(1),
    tz: z.string().refine(isZone, "is no time zone"),
    commodity: z.string(),
    source: z.string().optional(),
    licence: z.string().optional(),
  }),
);

type Meter = z.infer<typeof indexSchema>[number];
type Index = ReadonlyMap<string, Meter>;

interface BilledBy {
  readonly unit: string;
  readonly commodity: string;
  /** Whose clock a file goes by that no index names. */
  readonly zone: string;
}

/** How a folder's files are read: by whom a caller may be refused a file is the caller's matter. */
export type FileBytes = (path: string) => Uint8Array | Refusal;

/** A file that is broken refuses the whole folder, by its line. */
export function homesIn(
  folder: string,
  tariff: BilledBy,
  bytesOf: FileBytes,
): FoundHomes | Refusal {
  const names = namesIn(folder);
  if (isRefusal(names)) return names;
  const index = indexOf(folder, bytesOf);
  if (isRefusal(index)) return index;
  const homes: RealHome[] = [];
  const leftAside: { file: string; reason: string }[] = [];
  const sources = new Set<string>();
  for (const file of names) {
    const id = basename(file, ".gz").replace(/\.csv$/, "");
    const named = index.get(id);
    const home = homeIn(join(folder, file), id, { tariff, named, bytesOf });
    if (!isRefusal(home)) {
      homes.push(home);
      if (named?.source !== undefined) sources.add(sourceText(named));
    } else if (unused.includes(home.code)) leftAside.push({ file, reason: home.message });
    else return refuse(home.code, `${file}: ${home.message}`);
  }
  if (homes.length > 0) return { homes, leftAside, sources: [...sources] };
  const [first] = leftAside;
  const why = first === undefined ? "" : `; ${first.file}: ${first.reason}`;
  return refuse(
    "no_home",
    `no file in ${folder} can be billed by a tariff in ${tariff.unit}${why}`,
  );
}

function sourceText({ source = "", licence = "no licence named" }: Meter): string {
  return `${source} (${licence})`;
}

/** What is wrong with a file and may be left aside: it is whole, and not for this tariff. */
const unused: readonly string[] = [
  "other_commodity",
  "unknown_unit",
  "no_conversion",
  "too_few_reads",
  "too_coarse",
];

function namesIn(folder: string): string[] | Refusal {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return refuse("no_folder", `${folder} does not exist`);
    if (code === "ENOTDIR") return refuse("no_folder", `${folder} is no folder`);
    if (code === "EACCES") return refuse("no_folder", `${folder} may not be read by this user`);
    throw error;
  }
  const files = names.filter((name) => /^[A-Za-z0-9][\w.-]*\.csv(\.gz)?$/.test(name)).toSorted();
  return files.length === 0
    ? refuse("no_reads", `there is no .csv or .csv.gz file of reads in ${folder}`)
    : files;
}

function indexOf(folder: string, bytesOf: FileBytes): Index | Refusal {
  const path = join(folder, "index.json");
  if (!existsSync(path)) return new Map();
  const bytes = bytesOf(path);
  if (isRefusal(bytes)) return bytes;
  let raw: unknown;
  try {
    raw = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return refuse("bad_index", `${path} is not JSON`);
  }
  const read = indexSchema.safeParse(raw);
  if (read.success) return new Map(read.data.map((meter) => [meter.id, meter]));
  const [issue] = read.error.issues;
  return refuse("bad_index", `${path}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

function homeIn(
  path: string,
  id: string,
  of: {
    readonly tariff: BilledBy;
    readonly named: Meter | undefined;
    readonly bytesOf: FileBytes;
  },
): RealHome | Refusal {
  const { tariff, named } = of;
  if (named !== undefined && named.commodity !== tariff.commodity) {
    return refuse("other_commodity", `it is of ${named.commodity}`);
  }
  const bytes = of.bytesOf(path);
  if (isRefusal(bytes)) return bytes;
  const file = readIntervals(bytes);
  if (isRefusal(file)) return file;
  const unitsEach = conversion(file.unit, tariff.unit, null);
  return isRefusal(unitsEach) ? unitsEach : homeOf(id, named?.tz ?? tariff.zone, file, unitsEach);
}
