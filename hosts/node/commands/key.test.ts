import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashToken, utilityOfToken } from "../../api-key.ts";
import { key } from "./key.ts";
import { Operator } from "./operator.ts";

let operator: Operator;

beforeEach(() => {
  operator = new Operator();
});

afterEach(() => {
  operator.leave();
});

describe("key", () => {
  it("shows a key once, keeps its hash, lists it and ends it", async () => {
    await operator.begin("tariffs");
    const { json } = await operator.runJson(key, "create --name meters --scopes reads:write,read");
    const { token, id } = json as { token: string; id: string };
    expect(utilityOfToken(token)).toBe("my-utility");
    expect(json).toMatchObject({ ok: true, scopes: ["read", "reads:write"] });
    const file = readFileSync(operator.path("data/my-utility.db"));
    const wal = readFileSync(operator.path("data/my-utility.db-wal"));
    expect(Buffer.concat([file, wal]).includes(token.slice(-20))).toBe(false);
    expect(Buffer.concat([file, wal]).includes(await hashToken(token))).toBe(true);
    expect((await operator.run(key, "list")).out).toContain(`${id}  meters  read,reads:write`);
    expect((await operator.run(key, `revoke ${id}`)).status).toBe(0);
    expect((await operator.run(key, "list")).out).toContain("revoked");
    expect((await operator.run(key, `revoke ${id}`)).status).toBe(1);
  });

  it("lets one name have two live keys and no more", async () => {
    await operator.begin("tariffs");
    const statuses = [];
    for (let count = 0; count < 3; count++) {
      statuses.push((await operator.run(key, "create --name meters --scopes admin")).status);
    }
    expect(statuses).toEqual([0, 0, 1]);
  });

  it.each([
    ["", 2],
    ["make", 2],
    ["create", 2],
    ["create --name x", 2],
    ["create --name x --scopes all", 2],
    ["create --scopes read", 2],
    [`create --scopes read --name ${"x".repeat(65)}`, 2],
    ["create extra --name x --scopes read", 2],
    ["list extra", 2],
    ["revoke", 2],
    ["revoke a b", 2],
    ["revoke key-none", 1],
    ["list --config nowhere.toml", 1],
    ["list --data nowhere", 1],
  ])("refuses %j with %i", async (line, status) => {
    await operator.begin("tariffs");
    expect((await operator.run(key, line)).status).toBe(status);
  });
});
