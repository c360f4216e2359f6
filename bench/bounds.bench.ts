/** The bounds beneath the other benches, by the scripts of vendor/ as they are: the database drivers, and bare HTTP. */
import { runVendor } from "./vendor-script.ts";

console.log(await runVendor("store/store.mjs", { MS: "40" }));
console.log(await runVendor("http/http.mjs", { SECS: "0.5", ROUNDS: "2" }));
