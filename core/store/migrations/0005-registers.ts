/** What registers of an account's meters showed: reads that were taken, and those held for staff. */
export const registerTables = `
CREATE TABLE register_read (
  home TEXT NOT NULL,
  service_id TEXT NOT NULL,
  meter_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  estimated INTEGER NOT NULL CHECK (estimated IN (0, 1)),
  register_micro INTEGER NOT NULL CHECK (register_micro >= 0),
  batch TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, service_id, meter_id, at_ms, estimated)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER register_read_is_not_updated BEFORE UPDATE ON register_read BEGIN SELECT raise(ABORT, 'reads are immutable'); END;
CREATE TRIGGER register_read_is_not_deleted BEFORE DELETE ON register_read BEGIN SELECT raise(ABORT, 'reads are immutable'); END;

CREATE TABLE register_held (
  home TEXT NOT NULL,
  service_id TEXT NOT NULL,
  meter_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  register_micro INTEGER NOT NULL,
  code TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, service_id, meter_id, at_ms, register_micro)
) STRICT, WITHOUT ROWID;
`;
