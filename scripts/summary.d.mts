/** How many tests passed, failed and were skipped. */
export interface Summary {
  passed: number;
  failed: number;
  skipped: number;
}

export const nothing: Summary;
export function add(one: Summary, other: Summary): Summary;
export function closingLine(sum: Summary): string;

/** Counts a vitest JSON report of a run that ended with this exit code. */
export function fromReport(path: string, exitCode: number): Summary;
