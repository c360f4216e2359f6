/** What each meter was known through when it was last asked, since when it is asked in vain, and whether staff are told (wall time). */
export const silentMeterColumns = `
ALTER TABLE read_asked ADD COLUMN known_through_ms INTEGER;
ALTER TABLE read_asked ADD COLUMN in_vain_since_ms INTEGER;
ALTER TABLE read_asked ADD COLUMN told_at_ms INTEGER;
CREATE INDEX read_asked_told ON read_asked (told_at_ms) WHERE told_at_ms IS NOT NULL;
`;
