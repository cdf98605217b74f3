import { expect, test } from 'vitest';
import { csv } from './csv.ts';
import { readCsv } from './read-csv.ts';

test.each([
  ['', []],
  [
    'a,b\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\r\n1,2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    '\uFEFFa;b\n1;2,5\n',
    [
      ['a', 'b'],
      ['1', '2,5'],
    ],
  ],
  [
    'a,b\n\n,\n1,',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  [
    'a,b\n"1,""one""","two\nlines"',
    [
      ['a', 'b'],
      ['1,"one"', 'two\nlines'],
    ],
  ],
])('%j', (text, rows) => {
  expect(readCsv(text)).toEqual(rows);
});

test.each(['a,b\n"1,2\n3,4\n', 'a,b\n1"x,2\n', 'a,b\n"1"x,2\n'])('%j is refused with the line', (text) => {
  expect(readCsv(text)).toMatch(/^Line \d+ cannot be read/);
});

test('what is written is read as it was', () => {
  const rows = [
    ['name', 'domains'],
    ['=SUM("a";1)', 'a.example b.example'],
    ['Übel, "quoted"\nGmbH', "'tis -1"],
    ['+49', '-'],
  ];
  expect(readCsv(csv(rows))).toEqual(rows);
});
