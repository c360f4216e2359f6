import { describe, expect, it } from "vitest";
import { type Columns, readTable } from "./table.ts";

const columns: Columns = {
  id: { required: true, holds: "text" },
  amount: { required: true, holds: "signed" },
  note: { required: false, holds: "text" },
};

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function rowsOf(text: string) {
  const { rows, refused } = readTable(bytesOf(text), columns);
  return refused.length > 0
    ? refused
    : rows.map(({ line, cells }) => [line, ...Object.values(cells)]);
}

function refusals(file: string | Uint8Array): string[] {
  const { refused } = readTable(typeof file === "string" ? bytesOf(file) : file, columns);
  return refused.map(({ line, column, code }) => `${String(line)} ${String(column)} ${code}`);
}

describe("readTable", () => {
  it.each([
    [
      "plain",
      "id,amount\na,1\nb,-2\n",
      [
        [2, "a", "1", ""],
        [3, "b", "-2", ""],
      ],
    ],
    ["CRLF and a BOM", "\u{FEFF}id,amount\r\na,1\r\n", [[2, "a", "1", ""]]],
    ["no last line break", "id,amount\na,1", [[2, "a", "1", ""]]],
    ["columns in another order", "note,amount,id\nx,1,a", [[2, "a", "1", "x"]]],
    ["quoted commas and quotes", 'id,amount,note\na,1,"x, ""y"""', [[2, "a", "1", 'x, "y"']]],
    [
      "empty lines",
      "id,amount\n\na,1\n\n\nb,2\n",
      [
        [3, "a", "1", ""],
        [6, "b", "2", ""],
      ],
    ],
    ["spaces around cells", " id , amount \n a , 1 ", [[2, "a", "1", ""]]],
    ["accents", "id,amount,note\na,1,Peña Ñandú 東京", [[2, "a", "1", "Peña Ñandú 東京"]]],
    [
      "JSON",
      '[{"id":"a","amount":1.5,"note":["x","y"]},{"id":"b","amount":"2","note":true},{"id":"c","amount":-3,"note":null}]',
      [
        [1, "a", "1.5", "x; y"],
        [2, "b", "2", "yes"],
        [3, "c", "-3", ""],
      ],
    ],
  ])("reads %s", (_name, text, expected) => {
    expect(rowsOf(text)).toEqual(expected);
  });

  it.each([
    ["nothing", "", "1 id missing_column"],
    ["a first line alone", "id,amount\n", "null null empty_file"],
    ["a missing column", "id\na", "1 amount missing_column"],
    ["an unknown column", "id,amount,colour\na,1,red", "1 colour unknown_column"],
    ["a column twice", "id,amount,id\na,1,b", "1 id column_twice"],
    ["semicolons for commas", "id;amount\na;1", "1 id;amount unknown_column"],
    ["a cell too few", "id,amount,note\na,1,x\nb,2", "3 null wrong_cell_count"],
    ["a cell too many", "id,amount\na,1\nb,2,3", "3 null wrong_cell_count"],
    ["a stray quote", 'id,amount\na,1"2\nb,2', "2 null not_csv"],
    ["an open quote", 'id,amount\na,1\nb,"2\nc,3\nd,4', "3 null not_csv"],
    ["text after a quote", 'id,amount\n"a"x,1\nb,2', "2 null not_csv"],
    ["a formula", "id,amount,note\na,1,=1+1", "2 note formula_like"],
    ["a formula after a space", "id,amount,note\na,1, =1+1", "2 note formula_like"],
    ["a quoted formula", 'id,amount,note\na,1,"=HYPERLINK(1)"', "2 note formula_like"],
    ["a plus in text", "id,amount\n+a,1", "2 id formula_like"],
    ["a minus in text", "id,amount\n-a,1", "2 id formula_like"],
    ["an at sign", "id,amount\na,@1", "2 amount formula_like"],
    ["an equals sign in a number", "id,amount\na,=1", "2 amount formula_like"],
    ["a line break in a cell", 'id,amount,note\na,1,"x\ny"', "2 note control_character"],
    ["a NUL", "id,amount\na\0b,1", "2 id control_character"],
    ["a cell without end", `id,amount\n${"a".repeat(301)},1`, "2 id cell_too_long"],
    ["JSON that is none", "[{]", "null null not_json"],
    ["a JSON object", '{"id": "a"}', "null null not_an_array"],
    ["an empty array", "[]", "null null empty_file"],
    ["an item that is no object", '[{"id":"a","amount":1}, 5]', "2 null not_an_object"],
    ["a name that is no column", '[{"id":"a","amount":1,"x":1}]', "1 x unknown_column"],
    [
      "a name of every object",
      '[{"id":"a","amount":1,"constructor":"x"}]',
      "1 constructor unknown_column",
    ],
    ["a nested object", '[{"id":{"a":1},"amount":1}]', "1 id bad_value"],
    ["a formula in JSON", '[{"id":"=a","amount":1}]', "1 id formula_like"],
  ])("refuses %s", (_name, text, expected) => {
    expect(refusals(text)).toContain(expected);
  });

  it("refuses what is not UTF-8, with its line", () => {
    const latin = Uint8Array.from([...bytesOf("id,amount\nx,1\nPe"), 0xf1, ...bytesOf("a,2\n")]);
    expect(refusals(latin)).toEqual(["3 null not_utf8"]);
    expect(refusals(Uint8Array.from([0xff, 0xfe, 0x69, 0x00]))).toEqual(["null null not_utf8"]);
    expect(refusals(Uint8Array.from([0xfe, 0xff, 0x00, 0x69]))).toEqual(["null null not_utf8"]);
  });

  it("gives the first line of a record that spans several", () => {
    expect(refusals('id,amount,note\n\n"a\nb",1,\nc,2,=x')).toEqual([
      "3 id control_character",
      "5 note formula_like",
    ]);
  });

  it("keeps the good rows beside the refusals", () => {
    const { rows, refused } = readTable(bytesOf("id,amount\na,1\n=b,2\nc,3\n"), columns);
    expect(rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(refused).toHaveLength(1);
  });
});
