/**
 * The ledger's tables. Rows of transfer, entry and transfer_refused are written once: triggers refuse UPDATE and DELETE, and an
 * INSERT of what is there already, because INSERT OR REPLACE would delete without asking a trigger. ledger_balance is the
 * running sum of entry and can be rebuilt from it; its CHECKs hold the rules of the chart of accounts, so that no
 * program passes them. The numbers are 2^53 - 1, the last a JavaScript number holds exactly, and the amount limit of core/ledger/transfer.ts.
 */
export const ledgerTables = `
CREATE TABLE transfer (
  home TEXT NOT NULL,
  id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 300),
  kind TEXT NOT NULL CHECK (kind IN ('posted', 'pending', 'post', 'void')),
  code TEXT NOT NULL CHECK (code <> ''),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  pending_id TEXT,
  cause TEXT NOT NULL CHECK (cause <> ''),
  corrects TEXT,
  actor TEXT NOT NULL,
  channel TEXT NOT NULL,
  effective_at_ms INTEGER NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, id),
  CHECK ((kind IN ('post', 'void')) = (pending_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX transfer_resolves ON transfer (home, pending_id) WHERE pending_id IS NOT NULL;

CREATE TABLE entry (
  home TEXT NOT NULL,
  transfer_id TEXT NOT NULL,
  account TEXT NOT NULL CHECK (account <> ''),
  month TEXT NOT NULL CHECK (month = '' OR month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  amount_units INTEGER NOT NULL CHECK (amount_units <> 0 AND abs(amount_units) <= 400000000000000),
  cap_units INTEGER,
  PRIMARY KEY (home, transfer_id, account),
  FOREIGN KEY (home, transfer_id) REFERENCES transfer (home, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer_refused (
  home TEXT NOT NULL,
  id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 300),
  code TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_balance (
  home TEXT NOT NULL,
  account TEXT NOT NULL CHECK (account <> ''),
  month TEXT NOT NULL CHECK (month = '' OR month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  posted_units INTEGER NOT NULL CHECK (abs(posted_units) <= 9007199254740991),
  pending_debit_units INTEGER NOT NULL CHECK (pending_debit_units BETWEEN 0 AND 9007199254740991),
  pending_credit_units INTEGER NOT NULL CHECK (pending_credit_units BETWEEN 0 AND 9007199254740991),
  entry_count INTEGER NOT NULL CHECK (entry_count > 0),
  PRIMARY KEY (home, month, account),
  CHECK (account NOT IN ('prepaid', 'deposit', 'unapplied')
    OR posted_units + pending_debit_units <= 0),
  CHECK (account NOT IN ('shortfall', 'emergency_credit', 'arrears', 'returned_payments', 'receivable')
    OR posted_units - pending_credit_units >= 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer
BEGIN SELECT RAISE(ABORT, 'a transfer is never changed'); END;

CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer
BEGIN SELECT RAISE(ABORT, 'a transfer is never deleted'); END;

CREATE TRIGGER transfer_once BEFORE INSERT ON transfer
WHEN EXISTS (SELECT 1 FROM transfer WHERE home = NEW.home AND id = NEW.id)
  OR EXISTS (SELECT 1 FROM transfer WHERE home = NEW.home AND pending_id = NEW.pending_id)
  OR EXISTS (SELECT 1 FROM transfer_refused WHERE home = NEW.home AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a transfer is written once, and a pending one resolved once'); END;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;

CREATE TRIGGER entry_once BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry
  WHERE home = NEW.home AND transfer_id = NEW.transfer_id AND account = NEW.account)
BEGIN SELECT RAISE(ABORT, 'an entry is written once'); END;

CREATE TRIGGER transfer_refused_no_update BEFORE UPDATE ON transfer_refused
BEGIN SELECT RAISE(ABORT, 'a refusal is never changed'); END;

CREATE TRIGGER transfer_refused_no_delete BEFORE DELETE ON transfer_refused
BEGIN SELECT RAISE(ABORT, 'a refusal is never deleted'); END;

CREATE TRIGGER transfer_refused_once BEFORE INSERT ON transfer_refused
WHEN EXISTS (SELECT 1 FROM transfer_refused WHERE home = NEW.home AND id = NEW.id)
  OR EXISTS (SELECT 1 FROM transfer WHERE home = NEW.home AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an id is refused once, and not after it was posted'); END;
`;
