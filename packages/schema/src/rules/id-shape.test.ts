import { expect, test } from 'vitest';
import { isIdShaped } from './id-shape.ts';

test.each([
  ['req_01kb9x3v8gfq2r6m5t7w9y0abc', true],
  ['prn_00000000000000000000000000', true],
  ['Adele Vance', false],
  ['req_', false],
  ['req_81kb9x3v8gfq2r6m5t7w9y0abc', false],
  [' req_01kb9x3v8gfq2r6m5t7w9y0abc', false],
])('isIdShaped: “%s” is %s', (text, expected) => expect(isIdShaped(text)).toBe(expected));
