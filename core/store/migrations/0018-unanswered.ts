/** How often in a row a meter was asked and did not answer. */
export const unansweredColumns = `
ALTER TABLE read_asked ADD COLUMN unanswered INTEGER NOT NULL DEFAULT 0;
`;
