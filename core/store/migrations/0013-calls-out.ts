/** Why and for whom a person is wanted, calls that were put through, and calls that we make ourselves. */
export const callsOutTables = `
ALTER TABLE call_back ADD COLUMN task TEXT;

CREATE TABLE call_transfer (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  line TEXT NOT NULL,
  account_id TEXT,
  language TEXT NOT NULL,
  reason TEXT NOT NULL,
  task TEXT,
  is_proved INTEGER NOT NULL CHECK (is_proved IN (0, 1)),
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_transfer_newest ON call_transfer (home, created_at_ms);

CREATE TABLE notice_call (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  notice_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  number_used TEXT NOT NULL,
  language TEXT NOT NULL,
  prompt TEXT NOT NULL CHECK (json_valid(prompt)),
  state TEXT NOT NULL CHECK (state IN ('owed', 'dialled', 'over')),
  call_id TEXT,
  picked_up_by TEXT,
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_call_of ON notice_call (home, call_id) WHERE call_id IS NOT NULL;
`;
