/**
 * What a processor's own books say, at the utility's home: each move of its money once, and what it held when they were last
 * read. Fees and payouts are booked from here; all else is told by webhooks, and is compared with here.
 */
export const processorBookTables = `
CREATE TABLE processor_move (
  home TEXT NOT NULL,
  processor TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('charge', 'charge_failure', 'refund', 'dispute', 'fee', 'payout', 'other')),
  amount_minor INTEGER NOT NULL,
  fee_minor INTEGER NOT NULL,
  source TEXT,
  moved_at_ms INTEGER NOT NULL,
  booked_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, processor, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX processor_move_by_time ON processor_move (home, processor, moved_at_ms);
CREATE INDEX processor_move_by_booking ON processor_move (home, processor, booked_at_ms);
CREATE TRIGGER processor_move_is_not_updated BEFORE UPDATE ON processor_move
BEGIN SELECT raise(ABORT, 'a move is booked once'); END;
CREATE TRIGGER processor_move_is_not_deleted BEFORE DELETE ON processor_move
BEGIN SELECT raise(ABORT, 'a move is booked once'); END;

CREATE TABLE processor_read (
  home TEXT NOT NULL,
  processor TEXT NOT NULL,
  since_ms INTEGER NOT NULL,
  opening_minor INTEGER NOT NULL,
  pending_minor INTEGER NOT NULL,
  available_minor INTEGER NOT NULL,
  read_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, processor)
) STRICT, WITHOUT ROWID;

CREATE INDEX ledger_balance_clearing ON ledger_balance (account) WHERE account GLOB 'clearing.*';
`;
