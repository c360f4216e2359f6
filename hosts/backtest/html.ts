/** Text into markup. */
const marks: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}

export type Row = readonly string[];

/** A table whose first column names its rows; cells are text. */
export function table(caption: string, head: Row, rows: readonly Row[]): string {
  const cells = (row: Row, tag: "th" | "td"): string =>
    row
      .map((cell, at) => {
        const name = at === 0 ? "th" : tag;
        const scope = name === "th" ? ` scope="${tag === "th" ? "col" : "row"}"` : "";
        return `<${name}${scope}>${escaped(cell)}</${name}>`;
      })
      .join("");
  const body = rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("");
  return `<div class="wide"><table><caption>${escaped(caption)}</caption><thead><tr>${cells(head, "th")}</tr></thead><tbody>${body}</tbody></table></div>`;
}

export function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join("")}</ul>`;
}

export function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}
