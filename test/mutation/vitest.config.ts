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

/** The unit tests of rating alone: each mutant costs a run of those that reach it. */
export default defineConfig({
  test: {
    name: "mutation",
    root: join(import.meta.dirname, "../.."),
    include: names.map((name) => `core/rating/${name}.test.ts`),
    // Twenty years of hours, and hundreds of random homes, which reach every mutant: they would cost each as long as all other
    // tests, and a mutant that never ends its limit of turns as well. What they'd catch the small tables must.
    exclude: ["core/rating/close-bill.test.ts", "core/rating/*-splits.test.ts"],
    setupFiles: [join(import.meta.dirname, "seed.ts")],
    sequence: { sequencer: QuickFirst },
    isolate: false,
    testTimeout: 120_000,
  },
});
