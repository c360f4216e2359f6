/** Writes docs/machines.md: `npm run machines`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { machinesPage } from "./support/machines-page.ts";

const path = join(import.meta.dirname, "../docs/machines.md");
writeFileSync(path, machinesPage());
process.stdout.write(`${path}\n`);
