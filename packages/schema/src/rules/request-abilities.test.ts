import { describe, expect, test } from 'vitest';
import { requestAbilities, type RequestFacts } from './request-abilities.ts';
import type { StageFacts } from './stage-outcome.ts';
import { aViewer, granted } from './viewer.fixture.ts';
import { RequestState, type DecisionKind } from './vocabulary.ts';

const now = new Date('2026-03-01T12:00:00Z');
const soon = new Date(now.getTime() + 5000);

const stage: StageFacts = {
  state: 'OPEN',
  alsoInvolvedIds: [],
  approverIds: ['megan', 'diego'],
  decisions: [],
  quorum: 1,
  decideBy: null,
  targetId: 'adele',
  requesterId: 'rob',
};
const base: RequestFacts = {
  type: 'ON_BEHALF_ADD',
  state: 'PENDING_APPROVAL',
  requesterId: 'rob',
  targetId: 'adele',
  catalogId: 'c',
  failedAtGate: false,
  held: false,
  currentStage: stage,
  approverIds: ['megan', 'diego'],
  approvedByIds: [],
  assignmentLive: false,
  rightsLost: false,
};
const decided: Partial<RequestFacts> = { currentStage: null, approvedByIds: ['megan'] };
const held = (decision: DecisionKind = 'APPROVE', undoUntil = soon): Partial<RequestFacts> => ({
  held: true,
  currentStage: {
    ...stage,
    state: decision === 'APPROVE' ? 'APPROVED' : 'DENIED',
    decisions: [{ userId: 'megan', decision, at: now, undoUntil }],
  },
  approvedByIds: decision === 'APPROVE' ? ['megan'] : [],
});

/** What the facts look like in each state. */
const IN_STATE: Record<RequestState, Partial<RequestFacts>> = {
  SUBMITTED: { currentStage: null },
  PENDING_APPROVAL: {},
  SCHEDULED: held(),
  DELIVERING: { ...decided, assignmentLive: true },
  DELIVERED: { ...decided, assignmentLive: true },
  PARTIALLY_DELIVERED: { ...decided, assignmentLive: true },
  FAILED: { ...decided, assignmentLive: true },
  DENIED: { currentStage: null },
  EXPIRED: { currentStage: null },
  CANCELED: { currentStage: null },
};
const WHO = {
  requester: aViewer('rob'),
  target: aViewer('adele'),
  decider: aViewer('megan'),
  approver: aViewer('diego'),
  stranger: aViewer('zoe'),
  reader: aViewer('r', { catalog: 'READER' }),
  assigner: aViewer('m', { catalog: 'ASSIGNMENT_MANAGER' }),
  auditor: aViewer('a', { deployment: 'AUDITOR' }),
};

/** Who may do what in which state, written out; whoever is not named may do nothing. */
const TABLE: Record<RequestState, Partial<Record<keyof typeof WHO, string[]>>> = {
  SUBMITTED: { requester: ['cancel'], target: ['cancel'], assigner: ['cancel'] },
  PENDING_APPROVAL: {
    requester: ['cancel', 'comment'],
    target: ['cancel', 'comment'],
    decider: ['approve', 'deny', 'comment'],
    approver: ['approve', 'deny', 'comment'],
    assigner: ['cancel', 'comment'],
  },
  SCHEDULED: {
    requester: ['cancel', 'comment'],
    target: ['cancel', 'comment'],
    decider: ['takeBack', 'comment'],
    approver: ['comment'],
    assigner: ['cancel', 'comment'],
  },
  DELIVERING: { decider: ['revokeApproval'] },
  DELIVERED: { decider: ['revokeApproval'] },
  PARTIALLY_DELIVERED: { requester: ['reprocess'], target: ['reprocess'], decider: ['revokeApproval'], assigner: ['reprocess'] },
  FAILED: { requester: ['reprocess'], target: ['reprocess'], decider: ['revokeApproval'], assigner: ['reprocess'] },
  DENIED: {},
  EXPIRED: {},
  CANCELED: {},
};

describe('every state × everybody', () => {
  const cases = Object.values(RequestState).flatMap((state) =>
    (Object.keys(WHO) as (keyof typeof WHO)[]).map((who) => [state, who] as const),
  );
  test.each(cases)('%s × %s', (state, who) => {
    const facts = { ...base, state, ...IN_STATE[state] };
    expect(granted(requestAbilities(WHO[who], facts, now))).toEqual(TABLE[state][who] ?? []);
    for (const ability of Object.values(requestAbilities(WHO[who], facts, now))) expect(ability.reason).toMatch(/^[A-Z].*\.$/);
    const token = { ...WHO[who], tokenScope: 'READ' as const };
    expect(granted(requestAbilities(token, facts, now))).toEqual([]);
  });
});

test.each<[string, Partial<RequestFacts>, string[]]>([
  ['after the undo window, before the start', { state: 'SCHEDULED', ...decided }, ['revokeApproval']],
  ['a denial that is held', held('DENY'), ['takeBack', 'comment']],
  ['a denial whose window is over, before the job has come', held('DENY', now), ['comment']],
  ['the last approval, before the job has come', { state: 'SCHEDULED', ...held('APPROVE', now) }, ['comment', 'revokeApproval']],
  ['when the access has ended', { state: 'DELIVERED', ...decided, assignmentLive: false }, []],
  ['an extension that another stage denied', { type: 'USER_EXTEND', state: 'DENIED', ...decided, assignmentLive: true }, []],
  [
    'an extension that failed at a gate',
    { type: 'USER_EXTEND', state: 'FAILED', ...decided, failedAtGate: true, assignmentLive: true },
    [],
  ],
])('who decided, %s', (_name, over, expected) =>
  expect(granted(requestAbilities(WHO.decider, { ...base, ...over }, now))).toEqual(expected),
);

test('requester and target are answered as if nobody had decided', () => {
  for (const who of ['requester', 'target'] as const) {
    const before = requestAbilities(WHO[who], base, now);
    expect(requestAbilities(WHO[who], { ...base, ...held('DENY') }, now)).toEqual(before);
    expect(requestAbilities(WHO[who], { ...base, ...held(), state: 'SCHEDULED' }, now)).toEqual(before);
  }
});

test('a request that failed at a gate is not reprocessed', () => {
  expect(
    requestAbilities(WHO.assigner, { ...base, ...decided, state: 'FAILED', failedAtGate: true }, now).reprocess,
  ).toMatchObject({ allowed: false, code: 'WRONG_STATE' });
});

test('a delivery is not reprocessed once the access has ended; a removal is', () => {
  const ended = { ...base, ...decided, state: 'FAILED' as const, assignmentLive: false };
  expect(requestAbilities(WHO.assigner, ended, now).reprocess).toMatchObject({ allowed: false, code: 'WRONG_STATE' });
  expect(requestAbilities(WHO.assigner, { ...ended, type: 'ADMIN_REMOVE' }, now).reprocess).toMatchObject({ allowed: true });
});

test('what was delivered is delivered again only where a right was lost, by who assigns and while it is live', () => {
  const delivered = { ...base, ...decided, state: 'DELIVERED' as const, assignmentLive: true, rightsLost: true };
  for (const [who, may] of Object.entries({ assigner: true, target: false, requester: false, decider: false, reader: false }))
    expect(requestAbilities(WHO[who as keyof typeof WHO], delivered, now).reprocess.allowed).toBe(may);
  for (const over of [{ rightsLost: false }, { assignmentLive: false }])
    expect(requestAbilities(WHO.assigner, { ...delivered, ...over }, now).reprocess).toMatchObject({ code: 'WRONG_STATE' });
});

test('the system is not a person who has no id in common with anybody', () => {
  expect(granted(requestAbilities(aViewer(null), { ...base, requesterId: null }, now))).toEqual([]);
});
