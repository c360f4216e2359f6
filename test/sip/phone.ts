/** What the real call needs of a telephone, whoever made it. */
export interface Phone {
  readonly name: string;
  /** Every status that came, as far as the telephone tells: 100, 180, 200. */
  readonly statuses: readonly number[];
  /** Calls a number; resolves to the final status. */
  dial(number: string): Promise<number>;
  /** How alike what was heard since the last find is to a sound, once it is like enough or the time is over. */
  hear(sound: Int16Array, withinMs: number): Promise<number>;
  key(keys: string): void;
  /** Hangs up; resolves to the status of the answer. */
  hangUp(): Promise<number>;
  close(): void;
}
