import { type Connection, type Submittable } from 'pg';

/** `copy … from stdin`: the half of the protocol that the driver leaves to others. */
export class Copy implements Submittable {
  constructor(
    readonly text: string,
    readonly bytes: Buffer,
    readonly done: () => void,
    readonly handleError: (error: Error) => void,
  ) {}

  submit(connection: Connection): void {
    (connection as CopyConnection).query(this.text);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(this.bytes);
    connection.endCopyFrom();
  }

  handleCommandComplete(): void {
    // Said once more when the connection is free.
  }

  handleReadyForQuery(): void {
    this.done();
  }
}

interface CopyConnection extends Connection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}
