/** One row that could not be taken in; the others are not held up by it. */
export interface Problem {
  /** Where the row begins in the file, counted from 1, the header included. */
  line: number;
  /** A sentence for whoever made the file. */
  reason: string;
}

/** Is told of each problem as it is found, so that a long list needs no memory. */
export type OnProblem = (problem: Problem) => void;

/** The import as a whole cannot be done; `message` says why and what to do. Batches that were written before stay written. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
}
