/**
 * What people look after: reports of no supply, of gas and of wires; outages that the utility knows of; the balance that a customer
 * wants to be told below; and, beside each consent, what was shown and where it came from.
 */
export const careTables = `
CREATE TABLE report (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('outage', 'gas_leak', 'wire_down')),
  line TEXT NOT NULL,
  account_id TEXT,
  channel TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  done_at_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_open ON report (home, created_at_ms) WHERE done_at_ms IS NULL;

CREATE TABLE outage (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  account_ids TEXT CHECK (account_ids IS NULL OR json_valid(account_ids)),
  since_ms INTEGER NOT NULL,
  back_at_ms INTEGER,
  ended_at_ms INTEGER,
  recorded_by TEXT NOT NULL,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outage_open ON outage (home, since_ms) WHERE ended_at_ms IS NULL;

CREATE TABLE alert_level (
  home TEXT NOT NULL PRIMARY KEY,
  below_units INTEGER NOT NULL,
  line TEXT NOT NULL,
  set_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE consent_event ADD COLUMN wording TEXT;
ALTER TABLE consent_event ADD COLUMN came_from TEXT;
ALTER TABLE consent_event ADD COLUMN recorded_at_ms INTEGER;
`;
