/** As JSON writes it: instants are texts. */
export type Written<T> = T extends unknown ? { [K in keyof T]: Date extends T[K] ? Exclude<T[K], Date> | string : T[K] } : never;

/** An instant that was written as a text; null stands for none. */
export function instant(written: string): Date;
export function instant(written: string | null): Date | null;
export function instant(written: string | null): Date | null {
  return written === null ? null : new Date(written);
}
