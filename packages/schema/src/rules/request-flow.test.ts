import { describe, expect, test } from 'vitest';
import type { GateFailure } from './gate-codes.ts';
import { anExpiration, aPolicy, aStage } from './policy.fixture.ts';
import {
  afterCancel,
  afterStageApproved,
  afterStageDenied,
  afterStageLapsed,
  afterStart,
  afterSubmit,
  afterTakeBack,
  afterTakeOver,
  approvalChain,
  type ApprovalFacts,
  type FlowStage,
  type FlowStep,
  type SubmitFacts,
} from './request-flow.ts';
import { RequestState } from './vocabulary.ts';

const now = new Date('2026-03-01T12:00:00Z');
const inTenSeconds = new Date(now.getTime() + 10_000);
const tomorrow = new Date('2026-03-02T12:00:00Z');
const yesterday = new Date('2026-02-28T12:00:00Z');
const retired: GateFailure = { code: 'PACKAGE_RETIRED', message: 'Retired.', fixedBy: 'PACKAGE_MANAGER' };

const stage = (order: number, state: FlowStage['state'] = 'WAITING', preApproved = false): FlowStage => ({
  order,
  state,
  preApproved,
});

/** State and effects in short: `OPEN_STAGE 2`, `NOTIFY REQUEST_APPROVED INVOLVED`. */
function short(step: FlowStep | null): unknown[] {
  if (!step?.ok) return [step === null ? null : step.code];
  return [
    step.state,
    ...step.effects.map((effect) => {
      switch (effect.kind) {
        case 'NOTIFY':
          return `NOTIFY ${effect.notification} ${effect.audience}`;
        case 'OPEN_STAGE':
        case 'SKIP_STAGE':
        case 'REOPEN_STAGE':
          return `${effect.kind} ${effect.order}`;
        case 'SCHEDULE':
          return `SCHEDULE ${effect.until.toISOString()} undo ${effect.undoUntil?.toISOString() ?? 'no'}`;
        default:
          return effect.kind;
      }
    }),
  ];
}

describe('approvalChain', () => {
  const definition = aPolicy({
    stages: [aStage({ id: 'two', order: 2 }), aStage({ id: 'one', order: 1 }), aStage({ id: 'ext', occasion: 'EXTEND' })],
    expiration: anExpiration({ extensionNeedsApproval: true }),
  });
  const ids = (...args: Parameters<typeof approvalChain>) => approvalChain(...args).map(({ id }) => id);
  test.each([
    ['an add, in order', ids(definition, 'ADD'), ['one', 'two']],
    ['an extension', ids(definition, 'EXTEND'), ['ext']],
    ['an extension without approval', ids({ ...definition, expiration: anExpiration() }, 'EXTEND'), []],
    ['an update', ids(definition, 'UPDATE'), []],
    ['a removal', ids(definition, 'REMOVE'), []],
    ['bypass', ids(definition, 'ADD', { bypass: true }), []],
    ['an end brought nearer', ids(definition, 'EXTEND', { shortens: true }), []],
  ])('%s', (_name, chain, expected) => expect(chain).toEqual(expected));
});

describe('afterSubmit', () => {
  const facts: SubmitFacts = { action: 'ADD', stages: [], forSomebodyElse: false, startsAt: null, now };
  const asked = 'NOTIFY APPROVAL_REQUESTED APPROVERS';
  const told = 'NOTIFY REQUEST_SUBMITTED_FOR_YOU TARGET';
  test.each<[string, Partial<SubmitFacts>, unknown[]]>([
    ['no approval', {}, ['DELIVERING', 'DELIVER']],
    ['no approval, a start ahead', { startsAt: tomorrow }, ['SCHEDULED', `SCHEDULE ${tomorrow.toISOString()} undo no`]],
    ['no approval, a start past', { startsAt: yesterday }, ['DELIVERING', 'DELIVER']],
    ['one stage', { stages: [stage(1)] }, ['PENDING_APPROVAL', 'OPEN_STAGE 1', asked]],
    ['three stages in any order', { stages: [stage(3), stage(1), stage(2)] }, ['PENDING_APPROVAL', 'OPEN_STAGE 1', asked]],
    [
      'the first pre-approved',
      { stages: [stage(1, 'WAITING', true), stage(2)] },
      ['PENDING_APPROVAL', 'SKIP_STAGE 1', 'OPEN_STAGE 2', asked],
    ],
    [
      'a later one pre-approved waits for its turn',
      { stages: [stage(1), stage(2, 'WAITING', true)] },
      ['PENDING_APPROVAL', 'OPEN_STAGE 1', asked],
    ],
    ['every stage skipped', { stages: [stage(1, 'WAITING', true)] }, ['DELIVERING', 'SKIP_STAGE 1', 'DELIVER']],
    ['for somebody else', { forSomebodyElse: true, stages: [stage(1)] }, ['PENDING_APPROVAL', told, 'OPEN_STAGE 1', asked]],
    ['a removal for somebody else', { action: 'REMOVE', forSomebodyElse: true }, ['DELIVERING', 'DELIVER']],
    ['a removal knows no start', { action: 'REMOVE', startsAt: tomorrow }, ['DELIVERING', 'DELIVER']],
    ['new answers', { action: 'UPDATE' }, ['DELIVERING', 'DELIVER']],
    ['an extension to approve', { action: 'EXTEND', stages: [stage(1)] }, ['PENDING_APPROVAL', 'OPEN_STAGE 1', asked]],
  ])('%s', (_name, over, expected) => expect(short(afterSubmit({ ...facts, ...over }))).toEqual(expected));
});

describe('afterStageApproved', () => {
  const facts: ApprovalFacts = {
    state: 'PENDING_APPROVAL',
    stages: [stage(1, 'APPROVED')],
    approvedOrder: 1,
    failures: [],
    startsAt: null,
    undoWindow: 'PT10S',
    now,
  };
  const approved = 'NOTIFY REQUEST_APPROVED INVOLVED';
  const undo = inTenSeconds.toISOString();
  test.each<[string, Partial<ApprovalFacts>, unknown[]]>([
    ['the last one: held for the undo window', {}, ['SCHEDULED', `SCHEDULE ${undo} undo ${undo}`, approved]],
    ['no undo window', { undoWindow: 'PT0S' }, ['DELIVERING', approved, 'DELIVER']],
    [
      'no undo window, a start ahead',
      { undoWindow: 'PT0S', startsAt: tomorrow },
      ['SCHEDULED', `SCHEDULE ${tomorrow.toISOString()} undo no`, approved],
    ],
    [
      'a start ahead, beyond the window',
      { startsAt: tomorrow },
      ['SCHEDULED', `SCHEDULE ${tomorrow.toISOString()} undo ${undo}`, approved],
    ],
    ['a start past', { startsAt: yesterday, undoWindow: 'PT0S' }, ['DELIVERING', approved, 'DELIVER']],
    [
      'stages remain',
      { stages: [stage(1, 'APPROVED'), stage(2), stage(3)] },
      ['PENDING_APPROVAL', 'OPEN_STAGE 2', 'NOTIFY APPROVAL_REQUESTED APPROVERS'],
    ],
    [
      'what fails before the last stage is not asked yet',
      { stages: [stage(1, 'APPROVED'), stage(2)], failures: [retired] },
      ['PENDING_APPROVAL', 'OPEN_STAGE 2', 'NOTIFY APPROVAL_REQUESTED APPROVERS'],
    ],
    [
      'the next pre-approved',
      { stages: [stage(1, 'APPROVED'), stage(2, 'WAITING', true)], undoWindow: 'PT0S' },
      ['DELIVERING', 'SKIP_STAGE 2', approved, 'DELIVER'],
    ],
    ['a standing gate fails', { failures: [retired] }, ['FAILED', 'CANCEL_STAGES', 'FAIL', 'NOTIFY REQUEST_FAILED INVOLVED']],
    ['in the wrong state', { state: 'CANCELED' }, ['WRONG_STATE']],
  ])('%s', (_name, over, expected) => expect(short(afterStageApproved({ ...facts, ...over }))).toEqual(expected));

  test('the message waits for the end of the undo window', () => {
    const step = afterStageApproved(facts);
    expect(step.ok && step.effects.at(-1)).toMatchObject({ kind: 'NOTIFY', notBefore: inTenSeconds });
  });
});

describe('afterStart', () => {
  test.each<[string, Parameters<typeof afterStart>[0], unknown[]]>([
    ['too soon', { state: 'SCHEDULED', until: tomorrow, failures: [retired], now }, [null]],
    ['reached', { state: 'SCHEDULED', until: now, failures: [], now }, ['DELIVERING', 'DELIVER']],
    [
      'reached late, a gate fails',
      { state: 'SCHEDULED', until: yesterday, failures: [retired], now },
      ['FAILED', 'CANCEL_STAGES', 'FAIL', 'NOTIFY REQUEST_FAILED INVOLVED'],
    ],
    ['canceled meanwhile', { state: 'CANCELED', until: now, failures: [], now }, ['WRONG_STATE']],
  ])('%s', (_name, facts, expected) => expect(short(afterStart(facts))).toEqual(expected));
});

describe('the other steps, in every state', () => {
  test.each(Object.values(RequestState))('%s', (state) => {
    const only = (allowed: readonly string[], expected: unknown[]) => (allowed.includes(state) ? expected : ['WRONG_STATE']);
    const notNeeded = 'NOTIFY APPROVAL_NOT_NEEDED APPROVERS';
    const canceled = 'NOTIFY REQUEST_CANCELED INVOLVED';
    expect(short(afterStageDenied(state))).toEqual(
      only(['PENDING_APPROVAL'], ['DENIED', 'CANCEL_STAGES', 'NOTIFY REQUEST_DENIED INVOLVED']),
    );
    expect(short(afterStageLapsed(state))).toEqual(
      only(['PENDING_APPROVAL'], ['EXPIRED', 'CANCEL_STAGES', 'NOTIFY REQUEST_EXPIRED INVOLVED']),
    );
    expect(short(afterTakeBack(state, 2))).toEqual(only(['SCHEDULED'], ['PENDING_APPROVAL', 'REOPEN_STAGE 2']));
    const open = ['SUBMITTED', 'PENDING_APPROVAL', 'SCHEDULED'];
    expect(short(afterCancel(state, 1))).toEqual(only(open, ['CANCELED', 'CANCEL_STAGES', notNeeded, canceled]));
    expect(short(afterCancel(state, null))).toEqual(only(open, ['CANCELED', 'CANCEL_STAGES', canceled]));
    const fenced = state === 'DELIVERING' ? ['FENCE_OPERATIONS'] : [];
    expect(short(afterTakeOver(state, null))).toEqual(
      only([...open, 'DELIVERING'], ['CANCELED', ...fenced, 'CANCEL_STAGES', canceled]),
    );
  });
});
