/** When the next text may leave, and what has left today. */
export const textingTables = `
CREATE TABLE text_slot (
  home TEXT NOT NULL,
  subject TEXT NOT NULL,
  lane TEXT NOT NULL CHECK (lane IN ('answer', 'bulk')),
  next_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, subject, lane)
) STRICT, WITHOUT ROWID;

CREATE TABLE text_day (
  home TEXT NOT NULL,
  day TEXT NOT NULL,
  subject TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (home, day, subject)
) STRICT, WITHOUT ROWID;
`;
