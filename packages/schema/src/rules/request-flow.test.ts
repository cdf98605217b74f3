import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GateFailure } from './gates.ts';
import { anExpiration, aPolicy, aStage } from './policy.fixture.ts';
import {
  afterCancel,
  afterConsent,
  afterDecision,
  afterStageLapsed,
  afterStart,
  afterSubmit,
  afterTakeBack,
  afterTakeOver,
  afterUndoWindow,
  approvalChain,
  type DecidedFacts,
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
          return `SCHEDULE ${effect.until.toISOString()}`;
        case 'AWAIT':
          return `AWAIT ${effect.what}`;
        case 'HOLD':
          return `HOLD ${effect.undoUntil.toISOString()}`;
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
  const facts: SubmitFacts = { action: 'ADD', stages: [], forSomebodyElse: false, startsAt: null, awaited: null, now };
  const asked = 'NOTIFY APPROVAL_REQUESTED APPROVERS';
  const told = 'NOTIFY REQUEST_SUBMITTED_FOR_YOU TARGET';
  const consent = 'NOTIFY CONSENT_NEEDED TARGET';
  test.each<[string, Partial<SubmitFacts>, unknown[]]>([
    ['no approval', {}, ['DELIVERING', 'DELIVER']],
    ['no approval, a start ahead', { startsAt: tomorrow }, ['SCHEDULED', `SCHEDULE ${tomorrow.toISOString()}`]],
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
    ['waits for its target', { awaited: 'TERMS', forSomebodyElse: true }, ['SCHEDULED', 'AWAIT TERMS', consent]],
    [
      'waits for its target, and then for its start',
      { awaited: 'PROOF_OF_ADDRESS', startsAt: tomorrow },
      ['SCHEDULED', 'AWAIT PROOF_OF_ADDRESS', consent],
    ],
    ['approval comes before', { awaited: 'TERMS', stages: [stage(1)] }, ['PENDING_APPROVAL', 'OPEN_STAGE 1', asked]],
    ['an extension to approve', { action: 'EXTEND', stages: [stage(1)] }, ['PENDING_APPROVAL', 'OPEN_STAGE 1', asked]],
  ])('%s', (_name, over, expected) => expect(short(afterSubmit({ ...facts, ...over }))).toEqual(expected));
});

describe('afterDecision', () => {
  const facts: DecidedFacts = {
    state: 'PENDING_APPROVAL',
    stages: [stage(1, 'APPROVED')],
    decidedOrder: 1,
    outcome: 'APPROVED',
    failures: [],
    startsAt: null,
    awaited: null,
    undoUntil: inTenSeconds,
    now,
  };
  const denied: Partial<DecidedFacts> = { outcome: 'DENIED', stages: [stage(1, 'DENIED'), stage(2)] };
  const between: Partial<DecidedFacts> = { stages: [stage(1, 'APPROVED'), stage(2), stage(3)] };
  const approved = 'NOTIFY REQUEST_APPROVED INVOLVED';
  const hold = `HOLD ${inTenSeconds.toISOString()}`;
  const none = { undoUntil: null };
  test.each<[string, Partial<DecidedFacts>, unknown[]]>([
    ['the last approval', {}, ['SCHEDULED', hold]],
    ['the last approval, a start ahead', { startsAt: tomorrow }, ['SCHEDULED', hold]],
    ['no gate is asked yet', { failures: [retired] }, ['SCHEDULED', hold]],
    ['an approval before the last', between, ['PENDING_APPROVAL', hold]],
    ['the rest pre-approved', { stages: [stage(1, 'APPROVED'), stage(2, 'WAITING', true)] }, ['SCHEDULED', hold]],
    ['a denial', denied, ['PENDING_APPROVAL', hold]],
    ['a window that is over is none', { undoUntil: now }, ['DELIVERING', approved, 'DELIVER']],
    ['in the wrong state', { state: 'CANCELED' }, ['WRONG_STATE']],
    ['no window: the last approval', none, ['DELIVERING', approved, 'DELIVER']],
    [
      'no window: it waits for its target',
      { ...none, awaited: 'TERMS' },
      ['SCHEDULED', approved, 'AWAIT TERMS', 'NOTIFY CONSENT_NEEDED TARGET'],
    ],
    ['no window, a start ahead', { ...none, startsAt: tomorrow }, ['SCHEDULED', approved, `SCHEDULE ${tomorrow.toISOString()}`]],
    ['no window, a start past', { ...none, startsAt: yesterday }, ['DELIVERING', approved, 'DELIVER']],
    [
      'no window: stages remain',
      { ...none, ...between },
      ['PENDING_APPROVAL', 'OPEN_STAGE 2', 'NOTIFY APPROVAL_REQUESTED APPROVERS'],
    ],
    [
      'no window: what fails before the last stage is not asked yet',
      { ...none, ...between, failures: [retired] },
      ['PENDING_APPROVAL', 'OPEN_STAGE 2', 'NOTIFY APPROVAL_REQUESTED APPROVERS'],
    ],
    [
      'no window: the next pre-approved',
      { ...none, stages: [stage(1, 'APPROVED'), stage(2, 'WAITING', true)] },
      ['DELIVERING', 'SKIP_STAGE 2', approved, 'DELIVER'],
    ],
    [
      'no window: a standing gate fails',
      { ...none, failures: [retired] },
      ['FAILED', 'CANCEL_STAGES', 'FAIL', 'NOTIFY REQUEST_FAILED INVOLVED'],
    ],
    [
      'no window: the next pre-approved, the one after it is asked',
      { ...none, stages: [stage(1, 'APPROVED'), stage(2, 'WAITING', true), stage(3)] },
      ['PENDING_APPROVAL', 'SKIP_STAGE 2', 'OPEN_STAGE 3', 'NOTIFY APPROVAL_REQUESTED APPROVERS'],
    ],
    ['no window: a denial', { ...none, ...denied }, ['DENIED', 'CANCEL_STAGES', 'NOTIFY REQUEST_DENIED INVOLVED']],
  ])('%s', (_name, over, expected) => expect(short(afterDecision({ ...facts, ...over }))).toEqual(expected));

  test.each<[string, Partial<DecidedFacts>]>([
    ['the last approval', { state: 'SCHEDULED' }],
    ['an approval before the last', between],
    ['a denial', denied],
  ])('the window still runs: %s', (_name, over) => expect(afterUndoWindow({ ...facts, ...over })).toBeNull());

  test('held or not, the same follows, only later; and while it is held nothing does', () => {
    const any: fc.Arbitrary<DecidedFacts> = fc.record({
      state: fc.constant('PENDING_APPROVAL' as const),
      stages: fc
        .array(fc.boolean(), { maxLength: 2 })
        .map((rest) => [stage(1, 'APPROVED'), ...rest.map((preApproved, i) => stage(i + 2, 'WAITING', preApproved))]),
      decidedOrder: fc.constant(1),
      outcome: fc.constantFrom('APPROVED' as const, 'DENIED' as const),
      failures: fc.constantFrom([], [retired]),
      startsAt: fc.constantFrom(null, yesterday, tomorrow),
      awaited: fc.constantFrom(null, 'TERMS' as const),
      undoUntil: fc.constant(inTenSeconds),
      now: fc.constant(now),
    });
    fc.assert(
      fc.property(any, (decided) => {
        const held = afterDecision(decided);
        expect(held.ok && held.effects).toEqual([{ kind: 'HOLD', undoUntil: inTenSeconds }]);
        if (!held.ok) return;
        const over = { ...decided, state: held.state, now: inTenSeconds };
        const [later, atOnce] = [afterUndoWindow(over), afterDecision({ ...decided, undoUntil: null, now: inTenSeconds })];
        expect(short(later)).toEqual(short(atOnce));
        expect(later?.ok).toBe(true);
        // Whatever it was, it can be taken back as long as it is held.
        expect(short(afterTakeBack(held.state, 1, 'OPEN'))).toEqual(['PENDING_APPROVAL', 'REOPEN_STAGE 1']);
      }),
    );
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

describe('afterConsent', () => {
  const facts = { was: 'TERMS' as const, awaited: null, until: tomorrow, startsAt: null, failures: [], now };
  test.each<[string, Partial<Parameters<typeof afterConsent>[0]>, unknown[]]>([
    ['nothing done yet', { awaited: 'TERMS' }, [null]],
    [
      'proved the address, and still has to accept',
      { was: 'PROOF_OF_ADDRESS', awaited: 'TERMS' },
      ['SCHEDULED', 'AWAIT TERMS', 'NOTIFY CONSENT_NEEDED TARGET'],
    ],
    ['all done', {}, ['DELIVERING', 'DELIVER']],
    ['all done, a start ahead', { startsAt: tomorrow }, ['SCHEDULED', `SCHEDULE ${tomorrow.toISOString()}`]],
    ['all done, a gate fails', { failures: [retired] }, ['FAILED', 'CANCEL_STAGES', 'FAIL', 'NOTIFY REQUEST_FAILED INVOLVED']],
    ['not in time', { awaited: 'TERMS', until: now }, ['EXPIRED', 'CANCEL_STAGES', 'NOTIFY REQUEST_EXPIRED INVOLVED']],
    ['at the last moment', { until: now }, ['DELIVERING', 'DELIVER']],
  ])('%s', (_name, over, expected) => expect(short(afterConsent({ ...facts, ...over }))).toEqual(expected));
});

describe('the other steps, in every state', () => {
  test.each(Object.values(RequestState))('%s', (state) => {
    const only = (allowed: readonly string[], expected: unknown[]) => (allowed.includes(state) ? expected : ['WRONG_STATE']);
    const notNeeded = 'NOTIFY APPROVAL_NOT_NEEDED APPROVERS';
    const canceled = 'NOTIFY REQUEST_CANCELED INVOLVED';
    expect(short(afterStageLapsed(state))).toEqual(
      only(['PENDING_APPROVAL'], ['EXPIRED', 'CANCEL_STAGES', 'NOTIFY REQUEST_EXPIRED INVOLVED']),
    );
    expect(short(afterTakeBack(state, 2, 'OPEN'))).toEqual(
      only(['PENDING_APPROVAL', 'SCHEDULED'], ['PENDING_APPROVAL', 'REOPEN_STAGE 2']),
    );
    expect(afterTakeBack(state, 2, 'DENIED')).toBeNull();
    const open = ['SUBMITTED', 'PENDING_APPROVAL', 'SCHEDULED'];
    expect(short(afterCancel(state, 1))).toEqual(only(open, ['CANCELED', 'CANCEL_STAGES', notNeeded, canceled]));
    expect(short(afterCancel(state, null))).toEqual(only(open, ['CANCELED', 'CANCEL_STAGES', canceled]));
    expect(short(afterTakeOver(state, null))).toEqual(only([...open, 'DELIVERING'], ['CANCELED', 'CANCEL_STAGES', canceled]));
  });
});
