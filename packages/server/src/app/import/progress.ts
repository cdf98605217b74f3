/** Is told how far an import is. */
export interface Progress {
  /** A part of the work begins. @param total how much of it there is, in units of its own */
  begin(what: string, total: number): void;
  /** So much of that part is done by now. */
  reached(done: number): void;
  /** Everything is done or given up. */
  end(): void;
}

/** For callers who do not watch. */
export const SILENT: Progress = { begin: () => undefined, reached: () => undefined, end: () => undefined };
