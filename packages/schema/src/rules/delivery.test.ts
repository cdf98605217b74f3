import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessBeganAt, deliveryStep, removalStep, type DeliveredGrant } from './delivery.ts';
import { GrantState } from './vocabulary.ts';

const now = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-01T12:05:00Z');
const before = new Date('2026-01-01T12:00:00Z');
const grant = (state: GrantState, over: Partial<DeliveredGrant> = {}): DeliveredGrant => ({
  state,
  carriedByOthers: false,
  activeSince: state === 'ACTIVE' ? now : null,
  ...over,
});
const grants = (...states: GrantState[]) => states.map((state) => grant(state));

describe('deliveryStep', () => {
  test.each<[string, DeliveredGrant[], unknown]>([
    ['nothing to deliver', [], ['DONE', 'FINISH', 'DELIVER']],
    ['all there', grants('ACTIVE', 'ACTIVE'), ['DONE', 'FINISH', 'DELIVER']],
    ['one still tried', grants('ACTIVE', 'PENDING'), ['RUNNING', null, null]],
    ['one failed, one still tried', grants('FAILED', 'PENDING'), ['RUNNING', null, null]],
    ['some failed', grants('ACTIVE', 'FAILED'), ['IN_PART', 'FINISH_IN_PART', 'DELIVER_IN_PART']],
    ['all failed', grants('FAILED', 'FAILED'), ['NONE', 'FAIL_DELIVERY', 'FAIL_DELIVERY']],
  ])('%s', (_name, list, expected) => {
    const { outcome, requestEvent, assignmentEvent } = deliveryStep(list);
    expect([outcome, requestEvent, assignmentEvent]).toEqual(expected);
  });
});

describe('removalStep', () => {
  const kept = grant('ACTIVE', { carriedByOthers: true });
  test.each<[string, DeliveredGrant[], unknown]>([
    ['nothing to take away', [], ['DONE', 'FINISH', 'GONE']],
    ['all gone', grants('REMOVED', 'REMOVED'), ['DONE', 'FINISH', 'GONE']],
    ['what others carry stays', [grant('REMOVED'), kept], ['DONE', 'FINISH', 'GONE']],
    ['one still tried', grants('REMOVED', 'REVOKING'), ['RUNNING', null, null]],
    ['some refused: still ending', grants('REMOVED', 'REVOKE_FAILED'), ['IN_PART', 'FINISH_IN_PART', null]],
    ['all refused: still ending', grants('REVOKE_FAILED'), ['NONE', 'FAIL_DELIVERY', null]],
  ])('%s', (_name, list, expected) => {
    const { outcome, requestEvent, assignmentEvent } = removalStep(list);
    expect([outcome, requestEvent, assignmentEvent]).toEqual(expected);
  });
});

test('nothing is called delivered unless every target says so, and nothing gone while anything is left', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.values(GrantState)).map((state) => grant(state))), (list) => {
      expect(deliveryStep(list).outcome === 'DONE').toBe(list.every(({ state }) => state === 'ACTIVE'));
      expect(removalStep(list).assignmentEvent === 'GONE').toBe(list.every(({ state }) => state === 'REMOVED'));
    }),
  );
});

test.each<[string, DeliveredGrant[], Date | null]>([
  ['none is true', grants('PENDING', 'FAILED'), null],
  ['the first of them', [grant('ACTIVE', { activeSince: later }), grant('ACTIVE'), grant('PENDING')], now],
  ['one that others carried before counts from the assignment’s beginning', [grant('ACTIVE', { activeSince: before })], now],
  ['nothing to deliver', [], now],
])('accessBeganAt: %s', (_name, list, expected) => expect(accessBeganAt(list, now)).toEqual(expected));
