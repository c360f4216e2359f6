/** The report as one page that needs nothing else: for a commission, on paper or on a screen. */
import type { BackTest } from "./back-test.ts";
import { escaped, list, paragraph } from "./html.ts";
import { modelledIn, realIn } from "./modelled.ts";
import { pageStyle } from "./page-style.ts";
import {
  cutsSection,
  darkSection,
  glanceSection,
  guardsSection,
  moneySection,
} from "./report-sections.ts";
import {
  errorSection,
  frontierSection,
  partingSection,
  proofSection,
  rulesSection,
} from "./report-proof.ts";

/** `command` is what the report was made by, word for word. */
export function reportPage(test: BackTest, command: string): string {
  const { settings, firstDay, lastDay, runs } = test;
  const packs = runs.map(({ pack }) => pack.written);
  const title = `Back-test of ${packs.map(({ id }) => id).join(" against ")}`;
  const households = settings.households ?? settings.found.homes.length;
  const facts: [string, string][] = [
    ["Households", String(households)],
    ["Days", `${String(settings.days)} (${firstDay} to ${lastDay})`],
    ["Tariff", settings.tariff.tariffId],
    ["Seed", String(settings.seed)],
  ];
  const sections = [
    section("At a glance", glanceSection(test)),
    section("Cut-offs through the year", cutsSection(test)),
    section("What stood between a spent balance and a cut-off", guardsSection(test)),
    ...(test.comparison === null
      ? []
      : [section("Where the two packs part", partingSection(test, test.comparison))]),
    section("Time in the dark", darkSection(test)),
    section("Money", moneySection(test)),
    section("How wrong a cut-off was", errorSection(test)),
    ...(test.frontier === null
      ? []
      : [section("What reads cost, and what they save", frontierSection(test, test.frontier))]),
    section("Proof", proofSection(test)),
    section(
      "What is real, and what is modelled",
      `<h3>Real</h3>${list(realIn(test))}<h3>Modelled, all of it by seed</h3>${list(modelledIn(test))}${sourcesOf(test)}`,
    ),
    section("The rules as applied", rulesSection(test)),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header><div>
<p class="kind">Switchboard back-test</p>
<h1>${escaped(title)}</h1>
${packs.map((pack) => paragraph(`${pack.id}, version ${String(pack.version)}: ${pack.title}`)).join("\n")}
<ul class="facts">${facts.map(([name, value]) => `<li>${name} <b>${escaped(value)}</b></li>`).join("")}</ul>
</div></header>
<main>
${sections.join("\n")}
</main>
<footer>Made by <code>${escaped(command)}</code>. The same words over the same files make the same figures; seconds are those of the machine.</footer>
</body>
</html>
`;
}

function section(title: string, body: string): string {
  return `<section><h2>${escaped(title)}</h2>${body}</section>`;
}

function sourcesOf({ settings }: BackTest): string {
  const { sources, leftAside } = settings.found;
  const aside = leftAside.map(({ file, reason }) => `${file}: ${reason}`);
  return [
    ...(sources.length === 0
      ? []
      : [`<details><summary>Where the reads come from</summary>${list(sources)}</details>`]),
    ...(aside.length === 0
      ? []
      : [
          `<details><summary>Files of the folder that were not used</summary>${list(aside)}</details>`,
        ]),
  ].join("");
}
