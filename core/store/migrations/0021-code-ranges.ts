/** How many codes went to each range of numbers and how many were given back, in spans as long as a code is good; and to which range a code went. */
export const codeRangeTables = `
CREATE TABLE code_range (
  home TEXT NOT NULL,
  number_range TEXT NOT NULL,
  span_from_ms INTEGER NOT NULL,
  sent INTEGER NOT NULL CHECK (sent >= 0),
  used INTEGER NOT NULL CHECK (used >= 0),
  PRIMARY KEY (home, number_range, span_from_ms)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_range_old ON code_range (home, span_from_ms);

ALTER TABLE text_proof ADD COLUMN sent_range TEXT;
`;
