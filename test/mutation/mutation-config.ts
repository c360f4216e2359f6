import { statSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The quick files first: most mutants are killed by a table, and a run ends with the first failure. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const cost = ({ moduleId }: TestSpecification): number => statSync(moduleId).size;
    return files.toSorted((one, other) => cost(one) - cost(other));
  }
}

/** Names of test files, so that a file's mutants can be met by its own tables alone: MUTATION_TESTS=tally,use. */
const names = (process.env["MUTATION_TESTS"] ?? "*").split(",");

/** How the unit tests of these folders meet mutants: each costs a run of those that reach it. */
export function mutationConfig(folders: readonly string[], exclude: readonly string[]) {
  return defineConfig({
    test: {
      name: "mutation",
      root: join(import.meta.dirname, "../.."),
      include: folders.flatMap((folder) => names.map((name) => `${folder}/${name}.test.ts`)),
      exclude: [...exclude],
      setupFiles: [join(import.meta.dirname, "seed.ts")],
      sequence: { sequencer: QuickFirst },
      isolate: false,
      testTimeout: 120_000,
    },
  });
}
