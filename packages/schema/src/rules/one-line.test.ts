import { expect, test } from 'vitest';
import { isOneLine } from './one-line.ts';

test.each([
  ['Marketing, EMEA', true],
  ['Zoë Müller-Łukasz', true],
  ['حسابات المبيعات', true],
  ['می\u200cخواهم', true],
  ['👩\u200d💻 tools', true],
  ['tab\tulator', false],
  ['two\nlines', false],
  ['bell\u0007', false],
  ['C1 \u0085', false],
  ['line \u2028 end', false],
  ['moc.elpmaxe\u202e evil', false],
  ['isolated \u2066 text', false],
  ['mark \u200f', false],
  ['no\u200bwidth', false],
  ['\ufeffmark', false],
  ['half \ud83d', false],
])('6.9 %j is one line: %s', (text, expected) => {
  expect(isOneLine(text)).toBe(expected);
});
