import { availableParallelism, cpus, loadavg } from 'node:os';

/** The middle one, of an odd number the middle itself. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this part of them lies, between two neighbours in proportion. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}

/** To so many digits that say something. */
export function rounded(value: number, digits = 3): number {
  return Number(value.toPrecision(digits));
}

/** Prints what was measured, with what must be known to read it. */
export function report(title: string, rows: readonly Record<string, unknown>[]): void {
  const [{ model } = { model: 'unknown processor' }] = cpus();
  console.log(`\n${title}`);
  console.table(rows);
  console.log(
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores (${model.trim()}), load ${loadavg()[0]!.toFixed(1)}.`,
  );
  console.log('Machines are shared: compare the ratios, which were measured side by side, and not the absolute figures.');
}
