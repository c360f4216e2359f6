/**
 * Refunds that the utility asked for, each once, in its payment's home: written before anything leaves. In every outbox, when
 * what a row asks for last left, so that nothing is sent again while it may still be under way.
 */
export const refundAskedTables = `
ALTER TABLE outbox ADD COLUMN sent_at_ms INTEGER;

CREATE TABLE refund_asked (
  home TEXT NOT NULL,
  id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'unresolved', 'made', 'refused')),
  refund_id TEXT,
  code TEXT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  actor TEXT NOT NULL,
  asked_at_ms INTEGER NOT NULL,
  resolved_at_ms INTEGER,
  CHECK ((state = 'made') = (refund_id IS NOT NULL)),
  PRIMARY KEY (home, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_asked_of_payment ON refund_asked (home, payment_id);
CREATE UNIQUE INDEX refund_asked_made ON refund_asked (home, refund_id) WHERE refund_id IS NOT NULL;
`;
