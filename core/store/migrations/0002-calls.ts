/** Calls at a line; secrets, their lock-outs, account numbers as they are keyed and promised call-backs at the utility. */
export const callTables = `
CREATE TABLE call (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  number_used TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ringing', 'up', 'over')),
  turn INTEGER NOT NULL,
  proved_customer TEXT,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, id),
  CHECK (proved_customer IS NULL OR state = 'up')
) STRICT, WITHOUT ROWID;
CREATE INDEX call_live ON call (home) WHERE state <> 'over';

CREATE TABLE secret (
  home TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  set_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, customer_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE secret_attempt (
  home TEXT NOT NULL,
  subject TEXT NOT NULL,
  failures INTEGER NOT NULL,
  locked_until_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_number (
  home TEXT NOT NULL,
  digits TEXT NOT NULL,
  account_id TEXT NOT NULL,
  PRIMARY KEY (home, digits, account_id)
) STRICT, WITHOUT ROWID;
INSERT INTO account_number (home, digits, account_id)
  WITH RECURSIVE spelled (home, account_id, rest, digits) AS (
    SELECT home, account_id, key, '' FROM directory WHERE kind = 'account'
    UNION
    SELECT home, account_id, substr(rest, 2),
      digits || CASE WHEN substr(rest, 1, 1) BETWEEN '0' AND '9' THEN substr(rest, 1, 1) ELSE '' END
    FROM spelled WHERE rest <> ''
  )
  SELECT DISTINCT home, digits, account_id FROM spelled WHERE rest = '' AND digits <> '';

CREATE TABLE call_back (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  line TEXT NOT NULL,
  account_id TEXT,
  language TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  done_at_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
`;
