/** Charges that customers call wrong, each with what is held for it and how a person decided. Service time, all of it. */
export const chargeDisputeTables = `
CREATE TABLE charge_dispute (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'rejected')),
  standing TEXT NOT NULL CHECK (standing IN ('held', 'late', 'again', 'person')),
  charged_units INTEGER NOT NULL,
  held_units INTEGER NOT NULL CHECK (held_units >= 0),
  until_ms INTEGER,
  channel TEXT NOT NULL,
  opened_at_ms INTEGER NOT NULL,
  reason TEXT,
  credited_minor INTEGER NOT NULL DEFAULT 0 CHECK (credited_minor >= 0),
  decided_at_ms INTEGER,
  decided_by TEXT,
  PRIMARY KEY (home, id),
  CHECK ((state = 'open') = (decided_at_ms IS NULL))
) STRICT, WITHOUT ROWID;
`;
