import { keyOf, utilityHome } from "../../core/ids.ts";
import { passGate } from "./gate.ts";

export { HubObject } from "./hub-object.ts";
export { ReportsObject } from "./reports-object.ts";

export default {
  async fetch(request, env): Promise<Response> {
    const verdict = await passGate(request, env);
    if (verdict.kind === "refused") return verdict.response;
    const { utilityId } = verdict;
    return env.HUB.getByName(keyOf(utilityId, utilityHome(utilityId))).fetch(request);
  },
} satisfies ExportedHandler<Cloudflare.Env>;
