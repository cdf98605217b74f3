// @ts-check
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Summary */

/** @type {Summary} */
export const nothing = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/** @param {Summary} one @param {Summary} other @returns {Summary} */
export function add(one, other) {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed, skipped: one.skipped + other.skipped };
}

/** @param {Summary} sum */
export function closingLine(sum) {
  return `${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`;
}

/**
 * Counts a vitest JSON report. A file that fails before its first test, an error outside of any test and a run that wrote no report
 * count as one failure each: nothing that went wrong may vanish from the sum. So does a run that found no test: its name was mistyped.
 * @param {string} path @param {number} exitCode of the run @returns {Summary}
 */
export function fromReport(path, exitCode) {
  if (!existsSync(path)) return { ...nothing, failed: 1 };
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const brokenFiles = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ file) =>
      file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  if (report.testResults.length === 0) return { ...nothing, failed: 1 };
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
