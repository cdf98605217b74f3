import { isIdShaped } from '@gatehouse/schema/rules/id-shape';

/** A text in the address; absent where it is empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** An id in the address; anything else is absent, so that a name is never looked for as one. */
export function id(value: unknown): string | undefined {
  return typeof value === 'string' && isIdShaped(value) ? value : undefined;
}

/** One word of a list in the address; anything else is absent. */
export function word<const T extends string>(value: unknown, words: readonly T[]): T | undefined {
  return words.find((one) => one === value);
}

/** Reads the search part of an address; every field may be absent, so that a link need not name it. */
export function optional<Fields extends object>(
  read: (search: Record<string, unknown>) => Fields,
): (search: Record<string, unknown>) => Partial<Fields> {
  return read;
}
