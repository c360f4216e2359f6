import type { Refused } from "../hub.ts";
import { words } from "../language.ts";

/** Why something was not done: in the page's words where it has any, with the hub's own and its code beside. */
export function Problem({ problem }: { readonly problem: Refused | "unreached" | null }) {
  if (problem === null) return null;
  const { problems, refused, unreached } = words.value;
  if (problem === "unreached") {
    return (
      <p class="problem" role="alert">
        {unreached}
      </p>
    );
  }
  const { code, detail } = problem;
  return (
    <p class="problem" role="alert">
      <strong>{problems[code] ?? refused}</strong>
      <span>
        {detail} <code>{code}</code>
      </span>
    </p>
  );
}
