import { isRefusal } from "../../../core/refusal.ts";
import { chooseEnds, describeEnds, readSimulate, simulatedKinds } from "../../ends.ts";
import {
  type Command,
  type Given,
  type Outcome,
  refusedOutcome,
  type Terminal,
  UsageError,
} from "../command.ts";
import {
  configurationHelp,
  configurationOptions,
  configured,
  makeDataDirectory,
} from "./configured.ts";
import { findingInWords } from "./finding.ts";
import { addressOf, listeningHelp, listeningOptions, untilStopped } from "./listening.ts";

const { config, data } = configurationOptions;

export const serve: Command = {
  name: "serve",
  summary:
    "Runs the hub for every utility of the configuration file, until it is told to end (SIGTERM).",
  usage: ["serve [--config FILE] [--data DIR] [--simulate carrier,meters,payments]"],
  help: [
    ...configurationHelp,
    `  --simulate KINDS       ${simulatedKinds.join(", ")}: stand-ins in place of the real thing, parted by commas`,
    ...listeningHelp,
    "",
    "Environment: TELNYX_API_KEY sends texts, TELNYX_PUBLIC_KEY proves those that come in,",
    "TELNYX_BASE_URL names another carrier address (a loopback one counts as simulated). PUBLIC_URL is",
    "where the carrier reaches this server. STRIPE_SECRET_KEY charges saved cards, STRIPE_WEBHOOK_SECRET proves",
    "what Stripe tells, STRIPE_API_BASE names another server that speaks as Stripe does. REPORTS_URL and",
    "REPORTS_TOKEN name the reporting database (a file beside the data).",
    "A kind that has neither a key nor a stand-in is off, and what needs it is refused by name.",
  ],
  options: { config, data, simulate: { type: "string" }, ...listeningOptions },
  run: runServer,
};

async function runServer(given: Given, terminal: Terminal): Promise<Outcome | null> {
  const address = addressOf(given, terminal);
  const simulate = readSimulate(given.text("simulate"));
  if (isRefusal(simulate)) throw new UsageError(simulate.message);
  const found = configured(given, terminal);
  if (found.kind === "refused") return found.outcome;
  const { configuration, dataDirectory } = found;
  const ends = chooseEnds(terminal.environment, simulate);
  if ("length" in ends) {
    const message = ends.map((refusal) => refusal.message).join("; ");
    return refusedOutcome({ code: ends[0]?.code ?? "refused", message });
  }
  makeDataDirectory(dataDirectory);
  const { serveHub } = await import("../serve.ts");
  const serving = await serveHub({
    configuration,
    dataDirectory,
    ends,
    environment: terminal.environment,
    ...address,
    say: terminal.err,
  });
  const lines = describeEnds(ends, configuration).map(findingInWords);
  return untilStopped(serving, { json: given.has("json"), terminal, lines });
}
