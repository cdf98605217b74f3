import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern, LONGEST_PATTERN } from './safe-pattern.ts';

function matches(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern);
  if (!compiled.ok) throw new Error(`${pattern}: ${compiled.message}`);
  return compiled.matches(text);
}

const PATTERNS = [
  'abc',
  'a*',
  'a+b?',
  '(a|b)*c',
  'a{2}',
  'a{2,}',
  'a{1,3}b',
  '(?:ab|c){0,2}',
  '[a-c]+',
  '[^a]b',
  '.a.',
  '\\d{3}',
  'a|b|',
  '(a*)*b',
  '(a|ab)(c|bcd)',
  'a??b',
  '((a|b){2}c?)+',
  '^ab$',
  '[\\]a]',
  '\\.a',
  'a\\$',
  'P-\\d{2,4}',
  '\\p{Lu}b',
  '',
  '()',
  'a(|b)c',
  '[-a]',
  'x{0}a',
  '\\u{61}b',
  '/a',
];

test('answers as the language’s own engine does', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', 'b', 'c', 'd', '1', '2', '3', '.', '$', ']', 'P', '-', 'A', '😀', '/', 'x'),
    maxLength: 8,
  });
  fc.assert(
    fc.property(fc.constantFrom(...PATTERNS), text, (pattern, value) => {
      expect(matches(pattern, value)).toBe(new RegExp(`^(?:${pattern})$`, 'u').test(value));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['P-\\d{4}', 'P-1234', true],
  ['P-\\d{4}', 'xP-1234', false],
  ['P-\\d{4}', 'P-1234x', false],
  ['P-\\d{4}', 'P-1234\n', false],
  ['a|b', 'ax', false],
  ['[A-ZÄÖÜ].*', 'Österreich', true],
  ['.', '😀', true],
  ['a$', 'a', true],
  ['^a', 'a', true],
])('%s on %j', (pattern, text, expected) => expect(matches(pattern, text)).toBe(expected));

describe('what would stop a backtracking engine', () => {
  test.each([['(a+)+b'], ['(a|a)*b'], ['(a|aa)+b'], ['a*a*a*a*a*a*b'], ['((a*)*)*b'], ['(.*a){12}b'], ['(a?){50}a{50}b']])(
    '%s',
    (pattern) => {
      const begun = Date.now();
      expect(matches(pattern, 'a'.repeat(250))).toBe(false);
      // A backtracking engine would need longer than the universe has lasted; the limit is only there to notice that.
      expect(Date.now() - begun).toBeLessThan(2000);
    },
  );
});

test.each([
  '(?=a)',
  '(?!a)',
  '(?<=a)b',
  '(?<x>a)',
  '(a)\\1',
  '\\bword',
  'a^b',
  'a$b',
  '(a',
  'a)',
  '[a',
  '*a',
  'a{2,1}',
  'a**',
  '{2}',
  'a\\',
  '\\k<x>',
  '[b-a]',
  '(?i)a',
  'a{1001}{3}',
  '((a{100}){100}){100}',
  'x'.repeat(LONGEST_PATTERN + 1),
  '\\p{Nonsense}',
])('refuses %s with a sentence', (pattern) => {
  expect(compilePattern(pattern)).toEqual({ ok: false, message: expect.stringMatching(/^The pattern .*\.$/) });
});
