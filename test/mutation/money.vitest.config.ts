import { mutationConfig } from "./mutation-config.ts";

/** The unit tests of what moves and splits money; of what stands beside core's areas, those of amounts alone. */
export default mutationConfig(["core", "core/ledger", "core/payment"], ["core/!(money).test.ts"]);
