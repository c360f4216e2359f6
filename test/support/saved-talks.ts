/** Talks as they were saved, a file for every state and version of the machine: what a hub that is upgraded finds in its store. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SavedTalk } from "../../core/conversation/input.ts";
import type { Found } from "./talk-walk.ts";

export const savedTalksFolder = join(import.meta.dirname, "../saved-talks");

export interface SavedFile {
  readonly version: number;
  /** The state's name in that version. */
  readonly state: string;
  readonly saved: SavedTalk;
}

export function versionFolder(version: number): string {
  return join(savedTalksFolder, `v${String(version)}`);
}

export function savedFiles(): readonly SavedFile[] {
  return readdirSync(savedTalksFolder).flatMap((folder) => {
    const version = Number(/^v(\d+)$/.exec(folder)?.[1]);
    return readdirSync(join(savedTalksFolder, folder)).map((name) => ({
      version,
      state: name.replace(/\.json$/, ""),
      saved: JSON.parse(readFileSync(join(savedTalksFolder, folder, name), "utf8")) as SavedTalk,
    }));
  });
}

/** The talk to keep of a state: the one with most in it, the first of equals. */
export function richest(talks: readonly Found[]): Found | undefined {
  const sizes = talks.map(({ saved }) => JSON.stringify(saved).length);
  return talks[sizes.indexOf(Math.max(...sizes))];
}
