/** Payments by somebody's code on any channel: which line used a code, and whom a payment or a link is for where that is a code. */
export const payeeColumns = `
ALTER TABLE pay_code ADD COLUMN name TEXT;
CREATE UNIQUE INDEX pay_code_name ON pay_code (home, name) WHERE name IS NOT NULL;
ALTER TABLE pay_code_use ADD COLUMN line TEXT;
ALTER TABLE pay_code_use ADD COLUMN uses INTEGER NOT NULL DEFAULT 1 CHECK (uses IN (0, 1));
CREATE INDEX pay_code_use_line ON pay_code_use (home, line, used_at_ms) WHERE line IS NOT NULL;
ALTER TABLE payment ADD COLUMN payee TEXT;
`;
