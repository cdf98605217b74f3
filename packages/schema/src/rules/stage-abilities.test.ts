import { describe, expect, test } from 'vitest';
import { stageAbilities, type StageRequestFacts } from './stage-abilities.ts';
import type { StageFacts } from './stage-outcome.ts';
import { aViewer, granted } from './viewer.fixture.ts';
import { StageState } from './vocabulary.ts';

const now = new Date('2026-03-01T12:00:00Z');
const soon = new Date(now.getTime() + 5000);
const stage: StageFacts = {
  state: 'OPEN',
  approverIds: ['megan', 'diego'],
  decisions: [],
  quorum: 1,
  decideBy: soon,
  targetId: 'adele',
  requesterId: 'rob',
};
const request: StageRequestFacts = { catalogId: 'c', state: 'PENDING_APPROVAL', undoUntil: null };
const WHO = {
  approver: aViewer('megan'),
  stranger: aViewer('zoe'),
  assigner: aViewer('m', { catalog: 'ASSIGNMENT_MANAGER' }),
  reader: aViewer('r', { catalog: 'READER' }),
  requestingAdmin: aViewer('rob', { deployment: 'ADMINISTRATOR' }),
  targetAdmin: aViewer('adele', { deployment: 'ADMINISTRATOR' }),
  admin: aViewer('root', { deployment: 'ADMINISTRATOR' }),
};

describe('every state × everybody', () => {
  const open: Partial<Record<keyof typeof WHO, string[]>> = {
    approver: ['approve', 'deny', 'reassign'],
    assigner: ['reassign'],
    admin: ['reassign'],
  };
  const cases = Object.values(StageState).flatMap((state) =>
    (Object.keys(WHO) as (keyof typeof WHO)[]).map((who) => [state, who] as const),
  );
  test.each(cases)('%s × %s', (state, who) => {
    expect(granted(stageAbilities(WHO[who], { ...stage, state }, request, now))).toEqual(
      state === 'OPEN' ? (open[who] ?? []) : [],
    );
    expect(granted(stageAbilities({ ...WHO[who], tokenScope: 'READ' }, { ...stage, state }, request, now))).toEqual([]);
  });
});

test('who decided takes back inside the window; nobody else does', () => {
  const approved: StageFacts = { ...stage, state: 'APPROVED', decisions: [{ userId: 'megan', decision: 'APPROVE', at: now }] };
  const scheduled: StageRequestFacts = { ...request, state: 'SCHEDULED', undoUntil: soon };
  expect(granted(stageAbilities(WHO.approver, approved, scheduled, now))).toEqual(['takeBack']);
  expect(granted(stageAbilities(aViewer('diego'), approved, scheduled, now))).toEqual([]);
  expect(granted(stageAbilities(WHO.approver, approved, { ...scheduled, undoUntil: now }, now))).toEqual([]);
});

test('after the decide-by an approver neither decides nor hands on, an administrator still can hand on', () => {
  const late = { ...stage, decideBy: now };
  expect([
    granted(stageAbilities(WHO.approver, late, request, now)),
    granted(stageAbilities(WHO.admin, late, request, now)),
  ]).toEqual([[], ['reassign']]);
});
