/** What an object serves: the utility that an operator configured, or the sandbox's town where everything is simulated. */
import type { Sql } from "../../core/ports.ts";
import { isRefusal, type Refusal, refuse } from "../../core/refusal.ts";
import type { UtilityConfiguration } from "../configuration.ts";
import { chooseEnds, type Ends, readSimulate } from "../ends.ts";
import type { Environment } from "../environment.ts";
import { townUtilities } from "../sandbox/town.ts";
import { keptConfiguration, utilityIn } from "./kept-configuration.ts";

export interface Hosted {
  readonly utility: UtilityConfiguration;
  readonly isTown: boolean;
}

/** The ends that the variables and secrets call for, or every reason why none may start. */
export function objectEnds(environment: Environment): Ends | Refusal {
  const simulate = readSimulate(environment["SIMULATE"]?.trim() || undefined);
  if (isRefusal(simulate))
    return refuse(simulate.code, simulate.message.replace("--simulate", "SIMULATE"));
  const ends = chooseEnds(environment, simulate);
  if (!("length" in ends)) return ends;
  const message = ends.map((refusal) => refusal.message).join("; ");
  return refuse(ends[0]?.code ?? "refused", message);
}

export function hostedUtility(sql: Sql, utilityId: string, ends: Ends): Hosted | Refusal {
  const text = keptConfiguration(sql);
  if (text !== null) {
    const utility = utilityIn(text, utilityId);
    return isRefusal(utility) ? utility : { utility, isTown: false };
  }
  const { carrier, meters, payments } = ends;
  const isAllSimulated = [carrier.kind, meters, payments].every((end) => end === "simulated");
  const [town] = townUtilities();
  if (isAllSimulated && town?.utilityId === utilityId) return { utility: town, isTown: true };
  return refuse(
    "not_configured",
    `no configuration of ${utilityId} is here yet: an operator sends it (npx switchboard configure --url ...)`,
  );
}
