/**
 * The language of dates and lists: that of the pages, which are written in English, in the way of writing it that the reader's
 * browser prefers ("21 Nov 2026" in Britain). A German date in an English sentence would be neither.
 */
export function languageOf(preferred: readonly string[]): string {
  return preferred.find((one) => /^en\b/i.test(one)) ?? 'en';
}

export const LANGUAGE = languageOf(globalThis.navigator?.languages ?? []);

/** “Ada, Ben, and Carl”: all of them. */
export const allOf = new Intl.ListFormat(LANGUAGE, { type: 'conjunction' });

/** “Ada, Ben, or Carl”: any one of them. */
export const eitherOf = new Intl.ListFormat(LANGUAGE, { type: 'disjunction' });
