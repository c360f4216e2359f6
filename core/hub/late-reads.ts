/** Days after its end that a bill waits for late reads, before its minimum and percentage items are owed. */
export const LATE_READS_DAYS = 3;
