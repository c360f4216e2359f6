import { describe, expect, it } from "vitest";
import { docsPage } from "./docs-page.ts";
import { operations } from "./openapi-operations.ts";

describe("the docs page", () => {
  const page = docsPage();

  it("names every operation and loads nothing from anywhere", () => {
    for (const { path, operationId } of operations) {
      expect(page).toContain(path);
      expect(page).toContain(`id="${operationId}"`);
    }
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(/i);
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//i);
  });

  it("links only to what is on it, or to the document", () => {
    for (const [, target = ""] of page.matchAll(/href="([^"]*)"/g)) {
      if (target === "/openapi.json") continue;
      expect(page).toContain(`id="${target.slice(1)}"`);
    }
  });
});
