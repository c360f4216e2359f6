/** What an account takes by its codes in a day is counted over all of them. */
export const codeDayIndexes = `
CREATE INDEX pay_code_account ON pay_code (home, account_id);
CREATE INDEX pay_code_use_code ON pay_code_use (home, code, used_at_ms);
`;
