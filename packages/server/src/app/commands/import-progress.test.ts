import { expect, test } from 'vitest';
import { importProgress } from './import-progress.ts';

function screen(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) > 0 };
}

test('a terminal gets a bar that is drawn over, and cleared in the end', () => {
  const terminal = screen(true);
  const progress = importProgress(terminal);
  progress.begin('Reading', 200);
  progress.reached(50);
  progress.end();
  expect(terminal.written).toEqual([
    `\r\u001b[KReading           ${'░'.repeat(30)}   0 %`,
    `\r\u001b[KReading           ${'█'.repeat(8)}${'░'.repeat(22)}  25 %`,
    '\r\u001b[K',
  ]);
});

test('a log gets a line per part and no control characters', () => {
  const log = screen(false);
  const progress = importProgress(log);
  progress.begin('Reading', 200);
  progress.reached(50);
  progress.clear();
  progress.begin('Writing people', 0);
  progress.end();
  expect(log.written).toEqual(['Reading …\n', 'Writing people …\n']);
});
