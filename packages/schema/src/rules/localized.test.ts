import { expect, test } from 'vitest';
import { inLanguage, languagesOf } from './localized.ts';

const text = { default: 'Why?', translations: { de: 'Warum?', 'pt-BR': 'Por quê?', fr: 'Pourquoi ?' } };

test.each<[string, readonly string[], string]>([
  ['nobody says', [], 'Why?'],
  ['the language itself', ['de'], 'Warum?'],
  ['a region of it', ['de-AT'], 'Warum?'],
  ['another region', ['pt-PT'], 'Por quê?'],
  ['whatever its case', ['PT-br'], 'Por quê?'],
  ['the first there is', ['it', 'fr-CH', 'de'], 'Pourquoi ?'],
  ['none there is', ['it'], 'Why?'],
  ['nothing after English', ['en-US', 'en', 'de'], 'Why?'],
])('inLanguage: %s', (_name, languages, expected) => expect(inLanguage(text, languages)).toBe(expected));

test.each<[string | null, string[]]>([
  [null, []],
  ['', []],
  ['de-CH, de;q=0.9, en;q=0.5', ['de-CH', 'de', 'en']],
  ['en;q=0.2,fr', ['fr', 'en']],
  ['*, de;q=0', []],
  ['<script>, de', ['de']],
])('languagesOf: %s', (header, expected) => expect(languagesOf(header)).toEqual(expected));
