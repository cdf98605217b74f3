import type { LocalizedText } from './policy.ts';

/** The languages of an Accept-Language header, the one liked best first; a header that says nothing sensible says nothing. */
export function languagesOf(header: string | null | undefined): string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .flatMap((part) => {
      const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/);
      const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
      return /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(tag) && weight > 0 ? [{ tag, weight }] : [];
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

/**
 * A text in the language that its reader likes best: for "de-AT" in "de-AT", else in "de", else in another German. The
 * fallback text does not say its language, and most people read it as well as English. So no other language is looked for
 * after English.
 *
 * @param languages BCP 47 tags, the one liked best first.
 */
export function inLanguage({ default: fallback, translations }: LocalizedText, languages: readonly string[]): string {
  const texts = new Map(Object.entries(translations).map(([tag, text]) => [tag.toLowerCase(), text]));
  for (const language of languages) {
    const wanted = language.toLowerCase();
    const primary = wanted.split('-')[0]!;
    const parts = wanted.split('-');
    const tags = parts.map((_part, index) => parts.slice(0, parts.length - index).join('-'));
    const sibling = [...texts.keys()].find((tag) => tag.split('-')[0] === primary);
    const found = [...tags, ...(sibling === undefined ? [] : [sibling])].find((tag) => texts.has(tag));
    if (found !== undefined) return texts.get(found)!;
    if (primary === 'en') break;
  }
  return fallback;
}
