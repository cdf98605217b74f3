import { expect, test } from 'vitest';
import { testMachine } from './machine.fixture.ts';
import { OPEN_OPERATION_STATES, OPERATION_MACHINE } from './operation-machine.ts';

testMachine(
  OPERATION_MACHINE,
  ['CLAIM', 'LOSE_WORKER', 'WAIT', 'POSTPONE', 'SUCCEED', 'GIVE_UP', 'REVIVE', 'FENCE'],
  `
  QUEUED   CLAIM       RUNNING
  QUEUED   FENCE       CANCELED
  RUNNING  LOSE_WORKER QUEUED
  RUNNING  WAIT        WAITING
  RUNNING  POSTPONE    RETRYING
  RUNNING  SUCCEED     SUCCEEDED
  RUNNING  GIVE_UP     DEAD
  RUNNING  FENCE       CANCELED
  WAITING  POSTPONE    RETRYING
  WAITING  SUCCEED     SUCCEEDED
  WAITING  GIVE_UP     DEAD
  WAITING  FENCE       CANCELED
  RETRYING CLAIM       RUNNING
  RETRYING FENCE       CANCELED
  DEAD     REVIVE      QUEUED
  DEAD     SUCCEED     SUCCEEDED
  DEAD     FENCE       CANCELED
`,
);

test('every open operation can be fenced off, and nothing a fenced one reports counts', () => {
  for (const state of OPEN_OPERATION_STATES) expect(OPERATION_MACHINE.table[state].FENCE).toBe('CANCELED');
  expect(OPERATION_MACHINE.table.CANCELED).toEqual({});
});
