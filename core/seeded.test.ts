import { describe, expect, it } from "vitest";
import { seeded } from "./seeded.ts";

describe("seeded", () => {
  it("draws the same again from the same parts", () => {
    expect(seeded("town", 7).hex(64)).toBe(seeded("town", 7).hex(64));
  });

  it("does not depend on how parts run together", () => {
    expect(seeded("a", "bc").hex(32)).not.toBe(seeded("ab", "c").hex(32));
    expect(seeded("a/b").hex(32)).not.toBe(seeded("a", "b").hex(32));
  });

  it("gives ten thousand different ids for neighbouring seeds", () => {
    const ids = new Set<string>();
    for (let at = 0; at < 10_000; at += 1) ids.add(seeded("charge", at).hex(32));
    expect(ids.size).toBe(10_000);
  });

  it("keeps whole numbers in their range and spreads them evenly", () => {
    const draw = seeded("spread");
    const seen = Array.from({ length: 10 }, () => 0);
    for (let at = 0; at < 10_000; at += 1) {
      const value = draw.below(10);
      seen[value] = (seen[value] ?? 0) + 1;
    }
    expect(seen).toHaveLength(10);
    for (const count of seen) {
      expect(count).toBeGreaterThan(850);
      expect(count).toBeLessThan(1150);
    }
  });

  it.each([
    [0, 0, 0],
    [1000, 1000, 1000],
    [250, 200, 300],
  ])("is true in %i of a thousand draws", (perMille, atLeast, atMost) => {
    let hits = 0;
    for (let at = 0; at < 1000; at += 1) if (seeded("chance", at).chance(perMille)) hits += 1;
    expect(hits).toBeGreaterThanOrEqual(atLeast);
    expect(hits).toBeLessThanOrEqual(atMost);
  });

  it.each([0, 1, 8, 9, 40])("gives %i hex digits", (digits) => {
    expect(seeded("hex").hex(digits)).toMatch(new RegExp(`^[0-9a-f]{${String(digits)}}$`));
  });
});
