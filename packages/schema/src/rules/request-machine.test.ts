import { expect, test } from 'vitest';
import { testMachine } from './machine.fixture.ts';
import {
  CANCELABLE_REQUEST_STATES,
  CLOSED_REQUEST_STATES,
  isPending,
  isReprocessable,
  PENDING_REQUEST_STATES,
  REQUEST_MACHINE,
} from './request-machine.ts';
import { RequestState } from './vocabulary.ts';

testMachine(
  REQUEST_MACHINE,
  [
    'REQUIRE_APPROVAL',
    'HOLD',
    'STAGE_APPROVED',
    'SCHEDULE',
    'DELIVER',
    'GATE_FAIL',
    'DENY',
    'LAPSE',
    'ABANDON',
    'CANCEL',
    'TAKE_OVER',
    'TAKE_BACK',
    'FINISH',
    'FINISH_IN_PART',
    'FAIL_DELIVERY',
    'REPROCESS',
    'LATE_SUCCESS',
  ],
  `
  SUBMITTED           REQUIRE_APPROVAL  PENDING_APPROVAL
  SCHEDULED           ABANDON           EXPIRED
  SUBMITTED           SCHEDULE          SCHEDULED
  SUBMITTED           DELIVER           DELIVERING
  SUBMITTED           CANCEL            CANCELED
  SUBMITTED           TAKE_OVER         CANCELED
  PENDING_APPROVAL    HOLD              PENDING_APPROVAL
  PENDING_APPROVAL    TAKE_BACK         PENDING_APPROVAL
  PENDING_APPROVAL    STAGE_APPROVED    PENDING_APPROVAL
  PENDING_APPROVAL    SCHEDULE          SCHEDULED
  PENDING_APPROVAL    DELIVER           DELIVERING
  PENDING_APPROVAL    GATE_FAIL         FAILED
  PENDING_APPROVAL    DENY              DENIED
  PENDING_APPROVAL    LAPSE             EXPIRED
  PENDING_APPROVAL    CANCEL            CANCELED
  PENDING_APPROVAL    TAKE_OVER         CANCELED
  SCHEDULED           SCHEDULE          SCHEDULED
  SCHEDULED           DELIVER           DELIVERING
  SCHEDULED           GATE_FAIL         FAILED
  SCHEDULED           TAKE_BACK         PENDING_APPROVAL
  SCHEDULED           CANCEL            CANCELED
  SCHEDULED           TAKE_OVER         CANCELED
  DELIVERING          FINISH            DELIVERED
  DELIVERING          FINISH_IN_PART    PARTIALLY_DELIVERED
  DELIVERING          FAIL_DELIVERY     FAILED
  DELIVERING          TAKE_OVER         CANCELED
  DELIVERED           REPROCESS         DELIVERING
  PARTIALLY_DELIVERED REPROCESS         DELIVERING
  PARTIALLY_DELIVERED LATE_SUCCESS      DELIVERING
  FAILED              REPROCESS         DELIVERING
  FAILED              LATE_SUCCESS      DELIVERING
`,
);

test('pending and closed divide the states', () => {
  expect([...PENDING_REQUEST_STATES, ...CLOSED_REQUEST_STATES].sort()).toEqual(Object.values(RequestState).sort());
  for (const state of PENDING_REQUEST_STATES) expect(isPending(state)).toBe(true);
  for (const state of CLOSED_REQUEST_STATES) expect(isPending(state)).toBe(false);
});

test('exactly the states in which cancel is a transition are cancelable', () => {
  const cancelable = Object.values(RequestState).filter((state) => REQUEST_MACHINE.table[state].CANCEL !== undefined);
  expect([...CANCELABLE_REQUEST_STATES]).toEqual(cancelable);
});

test.each(
  Object.values(RequestState).flatMap(
    (state) =>
      [
        [state, false, false],
        [state, true, false],
        [state, false, true],
      ] as const,
  ),
)('reprocess %s, failed at a gate: %s, rights lost: %s', (state, failedAtGate, rightsLost) => {
  const failed = state === 'PARTIALLY_DELIVERED' || (state === 'FAILED' && !failedAtGate);
  expect(isReprocessable(state, failedAtGate, rightsLost)).toBe(failed || (state === 'DELIVERED' && rightsLost));
});
