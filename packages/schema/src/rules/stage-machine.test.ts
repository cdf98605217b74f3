import { expect, test } from 'vitest';
import { testMachine } from './machine.fixture.ts';
import { STAGE_MACHINE, UNDECIDED_STAGE_STATES } from './stage-machine.ts';

testMachine(
  STAGE_MACHINE,
  ['OPEN', 'SKIP', 'APPROVE', 'DENY', 'LAPSE', 'CANCEL', 'TAKE_BACK'],
  `
  WAITING  OPEN      OPEN
  WAITING  SKIP      SKIPPED
  WAITING  CANCEL    CANCELED
  OPEN     APPROVE   APPROVED
  OPEN     DENY      DENIED
  OPEN     LAPSE     EXPIRED
  OPEN     CANCEL    CANCELED
  APPROVED TAKE_BACK OPEN
  APPROVED CANCEL    CANCELED
  DENIED   TAKE_BACK OPEN
  DENIED   CANCEL    CANCELED
`,
);

test('a stage can be canceled until its decision takes effect', () => {
  const cancelable = Object.entries(STAGE_MACHINE.table)
    .filter(([, row]) => row.CANCEL !== undefined)
    .map(([state]) => state);
  expect(cancelable).toEqual([...UNDECIDED_STAGE_STATES, 'APPROVED', 'DENIED']);
});
