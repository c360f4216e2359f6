import { Fault } from "../core/assert.ts";

/** The store could not keep what was asked of it: nothing of the happening was written, and it may be asked again. */
export class StorageFault extends Fault {
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
