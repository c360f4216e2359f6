/** Terminals, their one-time codes and money held for a person at the utility; a terminal's visit and devices at its line. */
export const kioskTables = `
CREATE TABLE kiosk (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  token_hash TEXT,
  device_key TEXT,
  created_at_ms INTEGER NOT NULL,
  enrolled_at_ms INTEGER,
  revoked_at_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX kiosk_by_token ON kiosk (home, token_hash) WHERE token_hash IS NOT NULL;

CREATE TABLE kiosk_code (
  home TEXT NOT NULL,
  hash TEXT NOT NULL,
  kiosk_id TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  used_at_ms INTEGER,
  PRIMARY KEY (home, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE held_note (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  kiosk_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  account_id TEXT,
  code TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  done_at_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE kiosk_visit (
  home TEXT NOT NULL PRIMARY KEY,
  proved_customer TEXT,
  acceptor TEXT NOT NULL,
  reader TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
