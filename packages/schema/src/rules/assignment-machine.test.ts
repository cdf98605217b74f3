import { expect, test } from 'vitest';
import {
  ASSIGNMENT_MACHINE,
  assignmentStateAsOf,
  ENDED_ASSIGNMENT_STATES,
  isLiveAssignment,
  isOpenAssignment,
  LIVE_ASSIGNMENT_STATES,
  OPEN_ASSIGNMENT_STATES,
} from './assignment-machine.ts';
import { testMachine } from './machine.fixture.ts';
import { AssignmentState } from './vocabulary.ts';

testMachine(
  ASSIGNMENT_MACHINE,
  ['DELIVER', 'DELIVER_IN_PART', 'FAIL_DELIVERY', 'REDELIVER', 'EXTEND', 'END', 'GONE'],
  `
  DELIVERING          DELIVER         DELIVERED
  DELIVERING          DELIVER_IN_PART PARTIALLY_DELIVERED
  DELIVERING          FAIL_DELIVERY   DELIVERY_FAILED
  DELIVERING          REDELIVER       DELIVERING
  DELIVERING          EXTEND          DELIVERING
  DELIVERING          END             ENDING
  DELIVERED           REDELIVER       DELIVERING
  DELIVERED           EXTEND          DELIVERED
  DELIVERED           END             ENDING
  PARTIALLY_DELIVERED DELIVER         DELIVERED
  PARTIALLY_DELIVERED DELIVER_IN_PART PARTIALLY_DELIVERED
  PARTIALLY_DELIVERED FAIL_DELIVERY   DELIVERY_FAILED
  PARTIALLY_DELIVERED REDELIVER       DELIVERING
  PARTIALLY_DELIVERED EXTEND          PARTIALLY_DELIVERED
  PARTIALLY_DELIVERED END             ENDING
  DELIVERY_FAILED     DELIVER         DELIVERED
  DELIVERY_FAILED     DELIVER_IN_PART PARTIALLY_DELIVERED
  DELIVERY_FAILED     FAIL_DELIVERY   DELIVERY_FAILED
  DELIVERY_FAILED     REDELIVER       DELIVERING
  DELIVERY_FAILED     EXTEND          DELIVERY_FAILED
  DELIVERY_FAILED     END             ENDING
  ENDING              GONE            EXPIRED
`,
);

const now = new Date('2026-03-01T12:00:00Z');
const before = new Date(now.getTime() - 1);
const after = new Date(now.getTime() + 1);

test('live and ended divide the states', () => {
  expect([...OPEN_ASSIGNMENT_STATES, ...ENDED_ASSIGNMENT_STATES].sort()).toEqual(Object.values(AssignmentState).sort());
});

test.each(Object.values(AssignmentState))('%s as of now', (state) => {
  const live = LIVE_ASSIGNMENT_STATES.includes(state);
  const open = OPEN_ASSIGNMENT_STATES.includes(state);
  expect(assignmentStateAsOf(state, null, now)).toBe(state);
  expect(assignmentStateAsOf(state, after, now)).toBe(state);
  // The end itself is already over.
  expect(assignmentStateAsOf(state, now, now)).toBe(open ? 'ENDING' : state);
  expect(assignmentStateAsOf(state, before, now)).toBe(open ? 'ENDING' : state);
  expect(isLiveAssignment(state, null, now)).toBe(live);
  expect([isOpenAssignment(state, null, now), isOpenAssignment(state, now, now)]).toEqual([open, false]);
  expect(isLiveAssignment(state, now, now)).toBe(false);
});

test('6.12 a failed delivery is open, and holds nothing', () => {
  expect([isLiveAssignment('DELIVERY_FAILED', null, new Date()), isOpenAssignment('DELIVERY_FAILED', null, new Date())]).toEqual([
    false,
    true,
  ]);
});
