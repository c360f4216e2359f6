/**
 * Money that a processor gave back, or holds back while a bank disputes it: each once, in its payment's home. At the utility's
 * home, links by which a first card is saved, each under a hash of its token.
 */
export const refundTables = `
CREATE TABLE refund (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'succeeded', 'failed')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  noted_at_ms INTEGER NOT NULL,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_of_payment ON refund (home, payment_id);

CREATE TABLE dispute (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'won', 'lost')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  opened_at_ms INTEGER NOT NULL,
  closed_at_ms INTEGER,
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_of_payment ON dispute (home, payment_id);
CREATE INDEX dispute_open ON dispute (home, opened_at_ms) WHERE state = 'open';

CREATE TABLE pay_link (
  home TEXT NOT NULL,
  hash TEXT NOT NULL,
  account_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  amount_minor INTEGER CHECK (amount_minor > 0),
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL CHECK (expires_at_ms > created_at_ms),
  used_at_ms INTEGER,
  method_id TEXT,
  PRIMARY KEY (home, hash)
) STRICT, WITHOUT ROWID;
`;
