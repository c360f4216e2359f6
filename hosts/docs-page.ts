/** The API as a page for people, from the same schemas as its document. It loads nothing from anywhere and runs no script. */
import { everyOperationRefuses, nameOf, schemas } from "./openapi.ts";
import type { Operation } from "./openapi-operation.ts";
import { operations } from "./openapi-operations.ts";

/** Every operation with its scope, body and answers, by what it is about, and every shape. */
export function docsPage(): string {
  const chapters = Object.entries(Object.groupBy(operations, chapterOf)).map(([name, of = []]) => ({
    name,
    of,
  }));
  const index = chapters.map(
    ({ name, of }) =>
      `<li><a href="#${name}">${titleOf(name)}</a><ul>${of.map(indexed).join("")}</ul></li>`,
  );
  const told = chapters.map(
    ({ name, of }) =>
      `<section id="${name}" class="chapter"><h2>${titleOf(name)}</h2>${of.map(described).join("")}</section>`,
  );
  const shapes = Object.entries(schemas()).map(
    ([name, schema]) => `<section id="schema-${name}" class="shape"><h3>${name}</h3>
<pre tabindex="0">${escapeHtml(JSON.stringify(schema, null, 2))}</pre></section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="What programs can ask of Switchboard and tell it: every operation, its scope, body and answers.">
<title>Switchboard API</title>
<style>${STYLE}</style>
</head>
<body>
<header><div class="top"><p class="mark">Switchboard <span>API</span></p>
<h1>What a program can ask and tell</h1>
<p class="lead">Send an API key as <code>Authorization: Bearer &lt;key&gt;</code>; <code>npx switchboard key create</code> makes one, and the key names the utility.
Errors are <a href="#schema-Problem">problem details</a> (RFC 9457) with a stable code. For programs: <a href="/openapi.json">openapi.json</a>.</p></div></header>
<div class="page">
<nav aria-label="Operations"><details open><summary>Operations</summary><ul>${index.join("")}
<li><a href="#shapes">Shapes</a></li></ul></details></nav>
<main>
${told.join("\n")}
<section id="shapes" class="chapter"><h2>Shapes</h2>
${shapes.join("\n")}</section>
</main>
</div>
</body>
</html>
`;
}

/** What an operation is about: the first part of its path that says so. */
function chapterOf({ path }: Operation): string {
  return /^\/v1\/([\w-]+)/.exec(path)?.[1] ?? "other";
}

function titleOf(chapter: string): string {
  const words = chapter.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function indexed({ operationId, summary }: Operation): string {
  return `<li><a href="#${operationId}">${escapeHtml(summary)}</a></li>`;
}

function described(operation: Operation): string {
  const { operationId, method, path, summary, description, scope, body } = operation;
  const answers = Object.entries({ ...operation.answers, ...everyOperationRefuses })
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, [words, schema]]) => {
      const shape = linkTo(schema === undefined ? "Problem" : nameOf(schema));
      return `<li><b class="s${status.charAt(0)}">${status}</b><span>${escapeHtml(words)} ${shape}</span></li>`;
    });
  const takes = body === undefined ? "" : `<dt>Body</dt><dd>${linkTo(nameOf(body))}</dd>`;
  return `<article id="${operationId}">
<h3>${escapeHtml(summary)}</h3>
<p class="call"><b class="${method}">${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code></p>
<p>${escapeHtml(description)}</p>
<dl><dt>Scope of the key</dt><dd><code>${scope}</code></dd>${takes}</dl>
<ul class="answers">${answers.join("")}</ul>
</article>`;
}

function linkTo(name: string): string {
  return `<a href="#schema-${name}">${name}</a>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** The colours of the sandbox's page (portal-ui/sandbox), by day and by night. */
const STYLE = `
:root { color-scheme: light dark; --ink: #0f2430; --ink-2: #42545e; --paper: #f4f6f5; --card: #fff; --hair: #d5dcdf; --brand: #0b4f6c; --soft: #e3eff4; --ok: #14693a; --out: #a61b1b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f2f6f7; --ink-2: #b4c2c9; --paper: #0a161d; --card: #12252f; --hair: #2b424e; --brand: #8fd0ee; --soft: #17323f; --ok: #5fd08f; --out: #ff8a80; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--brand); }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
header { background: var(--card); border-bottom: 1px solid var(--hair); padding: 1rem 1.25rem 1.25rem; }
.top { max-width: 71.5rem; margin: 0 auto; }
.mark { margin: 0; font-weight: 700; font-size: 1.15rem; }
.mark span { font-weight: 400; color: var(--ink-2); }
.page { max-width: 74rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
nav ul { list-style: none; margin: 0.25rem 0; padding: 0; }
nav ul ul { margin: 0 0 0.75rem; padding-left: 0.75rem; font-size: 0.9rem; border-left: 2px solid var(--hair); }
nav a { display: block; padding: 0.2rem 0; text-decoration: none; }
nav > details > ul > li > a { font-weight: 700; color: var(--ink); }
summary { font-weight: 700; padding: 0.4rem 0; cursor: pointer; }
h1 { font-size: 1.9rem; line-height: 1.15; letter-spacing: -0.01em; margin: 1.25rem 0 0.6rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 0.75rem; }
.chapter:first-child h2 { margin-top: 0.5rem; }
h3 { font-size: 1.1rem; margin: 0; }
.lead { margin: 0; max-width: 46rem; color: var(--ink-2); }
article, .shape { background: var(--card); border: 1px solid var(--hair); border-radius: 12px; padding: 1.1rem 1.25rem; margin: 0 0 1rem; }
article p { margin: 0.6rem 0; max-width: 46rem; }
.call { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: baseline; }
.call b { font-size: 0.8rem; letter-spacing: 0.04em; border-radius: 6px; padding: 0.1rem 0.5rem; background: var(--soft); color: var(--brand); }
.call code { font-size: 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin: 0.75rem 0; }
dt { color: var(--ink-2); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.answers { list-style: none; margin: 0.75rem 0 0; padding: 0; }
.answers li { display: grid; grid-template-columns: 3rem 1fr; padding: 0.4rem 0; border-top: 1px solid var(--hair); }
.answers span { min-width: 0; overflow-wrap: anywhere; }
.s2 { color: var(--ok); }
.s4, .s5 { color: var(--out); }
pre { overflow: auto; max-height: 28rem; margin: 0.75rem 0 0; background: var(--soft); border-radius: 8px; padding: 0.9rem; }
@media (min-width: 60rem) {
  .page { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 2.5rem; }
  nav { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow: auto; }
}
`;
