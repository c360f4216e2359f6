import { mutationConfig } from "./mutation-config.ts";

/**
 * The unit tests of rating alone. Twenty years of hours, and hundreds of random homes, reach every mutant: they would cost each as
 * long as all other tests, and a mutant that never ends its limit of turns as well. What they'd catch the small tables must.
 */
export default mutationConfig(
  ["core/rating"],
  ["core/rating/close-bill.test.ts", "core/rating/*-splits.test.ts"],
);
