import { describe, expect, test } from 'vitest';
import { stageAbilities, type StageRequestFacts } from './stage-abilities.ts';
import type { StageFacts } from './stage-outcome.ts';
import { aViewer, granted } from './viewer.fixture.ts';
import { StageState } from './vocabulary.ts';

const now = new Date('2026-03-01T12:00:00Z');
const soon = new Date(now.getTime() + 5000);
const stage: StageFacts = {
  state: 'OPEN',
  alsoInvolvedIds: [],
  approverIds: ['megan', 'diego'],
  decisions: [],
  quorum: 1,
  decideBy: soon,
  targetId: 'adele',
  requesterId: 'rob',
};
const request: StageRequestFacts = { catalogId: 'c', held: false };
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

describe('while the undo window runs', () => {
  const held: StageRequestFacts = { ...request, held: true };
  const decided = (decision: 'APPROVE' | 'DENY', undoUntil = soon): StageFacts => ({
    ...stage,
    state: decision === 'APPROVE' ? 'APPROVED' : 'DENIED',
    decisions: [{ userId: 'megan', decision, at: now, undoUntil }],
  });
  test.each(['APPROVE', 'DENY'] as const)('who decided (%s) takes back; nobody else does', (decision) => {
    expect(granted(stageAbilities(WHO.approver, decided(decision), held, now))).toEqual(['takeBack']);
    expect(granted(stageAbilities(aViewer('diego'), decided(decision), held, now))).toEqual([]);
    expect(granted(stageAbilities(WHO.approver, decided(decision, now), held, now))).toEqual([]);
    expect(granted(stageAbilities(WHO.approver, decided(decision), request, now))).toEqual([]);
  });
  test('an approval that waits for the rest of its quorum is taken back, and the others decide on', () => {
    const partly = { ...decided('APPROVE'), state: 'OPEN' as const, quorum: 2 };
    expect(granted(stageAbilities(WHO.approver, partly, request, now))).toEqual(['takeBack']);
    expect(granted(stageAbilities(aViewer('diego'), partly, request, now))).toEqual(['approve', 'deny', 'reassign']);
  });
  test.each(['requestingAdmin', 'targetAdmin'] as const)('%s is answered as if it were open', (who) => {
    for (const decision of ['APPROVE', 'DENY'] as const)
      expect(stageAbilities(WHO[who], decided(decision), held, now)).toEqual(stageAbilities(WHO[who], stage, request, now));
  });
});

test('after the decide-by an approver neither decides nor hands on, an administrator still can hand on', () => {
  const late = { ...stage, decideBy: now };
  expect([
    granted(stageAbilities(WHO.approver, late, request, now)),
    granted(stageAbilities(WHO.admin, late, request, now)),
  ]).toEqual([[], ['reassign']]);
});
