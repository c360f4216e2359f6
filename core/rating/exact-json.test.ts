import { afterEach, describe, expect, it, vi } from "vitest";
import { JsonNumber, parseExactJson } from "./exact-json.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("parseExactJson", () => {
  it.each(["0", "-0", "0.10", "1e400", "12345678901234567890.123456789", "2E-7"])(
    "keeps the text of %s",
    (text) => {
      expect(parseExactJson(text)).toEqual(new JsonNumber(text));
      expect(parseExactJson(`{"a":[${text}]}`)).toEqual({ a: [new JsonNumber(text)] });
    },
  );

  it("leaves all else as it is", () => {
    expect(parseExactJson('{"a":"1","b":[true,null,{}]}')).toEqual({
      a: "1",
      b: [true, null, {}],
    });
  });

  it("throws what is no JSON", () => {
    expect(() => parseExactJson("{")).toThrow(SyntaxError);
  });

  it("gives the shortest decimal where the runtime tells no text", () => {
    const { parse } = JSON;
    vi.spyOn(JSON, "parse").mockImplementation((text, reviver) =>
      parse(text, function tell(key, value) {
        return reviver?.call(this, key, value) as unknown;
      }),
    );
    expect(parseExactJson("[0.10, 300]")).toEqual([new JsonNumber("0.1"), new JsonNumber("300")]);
  });
});
