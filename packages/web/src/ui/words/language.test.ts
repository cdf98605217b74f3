import { expect, it } from 'vitest';
import { languageOf } from './language.ts';

it.each([
  [['de-DE', 'de'], 'en'],
  [['de-DE', 'en-GB', 'en'], 'en-GB'],
  [['en-US'], 'en-US'],
  [['eno'], 'en'],
  [[], 'en'],
])('6.40 dates on an English page are English: %j reads %s', (preferred, language) => {
  expect(languageOf(preferred)).toBe(language);
});
