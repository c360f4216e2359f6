/**
 * The end of an account: when its customer leaves and what was done then, what is to be paid out by people, and what went to another
 * account of theirs. All at the account's home.
 */
export const closingTables = `
CREATE TABLE closing (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'closed', 'settled', 'withdrawn')),
  at_ms INTEGER NOT NULL,
  day TEXT,
  move_to TEXT,
  channel TEXT NOT NULL,
  actor TEXT NOT NULL,
  asked_at_ms INTEGER NOT NULL,
  ended TEXT CHECK (ended IS NULL OR json_valid(ended)),
  settled_at_ms INTEGER,
  told TEXT,
  PRIMARY KEY (home, id),
  CHECK ((state = 'settled') = (settled_at_ms IS NOT NULL)),
  CHECK ((state IN ('closed', 'settled')) = (ended IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX closing_standing ON closing (home) WHERE state <> 'withdrawn';

CREATE TABLE payout (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'paid')),
  paid_from TEXT,
  reference TEXT,
  paid_by TEXT,
  made_at_ms INTEGER NOT NULL,
  paid_at_ms INTEGER,
  PRIMARY KEY (home, id),
  CHECK ((state = 'paid') = (paid_at_ms IS NOT NULL) AND (state = 'paid') = (paid_from IS NOT NULL)
    AND (state = 'paid') = (reference IS NOT NULL) AND (state = 'paid') = (paid_by IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX payout_waiting ON payout (made_at_ms, home, id) WHERE state = 'waiting';

CREATE TABLE left_move (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  amount_units INTEGER NOT NULL CHECK (amount_units <> 0),
  state TEXT NOT NULL CHECK (state IN ('sent', 'came_back')),
  sent_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
`;
