import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDuration } from './duration.ts';
import { anApprover, aStage } from './policy.fixture.ts';
import {
  defaultEscalationMs,
  mayDecide,
  mayTakeBack,
  stageOutcome,
  stageTimes,
  stageWorkDue,
  waitsFor,
  windowOf,
  type StageDecision,
  type StageFacts,
  type TakeBackFacts,
} from './stage-outcome.ts';
import { DecisionKind, StageState } from './vocabulary.ts';

const now = new Date('2026-03-01T12:00:00Z');
const at = (ms: number) => new Date(now.getTime() + ms);
const day = (n: number) => at(n * 86_400_000);
const decision = (userId: string, kind: DecisionKind = 'APPROVE', when = now, undoUntil: Date | null = null): StageDecision => ({
  userId,
  decision: kind,
  at: when,
  undoUntil,
});

describe('stageOutcome', () => {
  test.each<[string, StageDecision[], number, string]>([
    ['nobody yet', [], 1, 'OPEN'],
    ['the first approval', [decision('a')], 1, 'APPROVED'],
    ['the first denial', [decision('a', 'DENY')], 1, 'DENIED'],
    ['one of two', [decision('a')], 2, 'OPEN'],
    ['the same twice', [decision('a'), decision('a')], 2, 'OPEN'],
    ['two of two', [decision('a'), decision('b')], 2, 'APPROVED'],
    ['a denial beside approvals', [decision('a'), decision('b', 'DENY')], 2, 'DENIED'],
  ])('%s', (_name, decisions, quorum, expected) => expect(stageOutcome(decisions, quorum)).toBe(expected));

  test('approved exactly when so many different people approve and nobody denies', () => {
    const any = fc.record({
      userId: fc.constantFrom('a', 'b', 'c', 'd'),
      decision: fc.constantFrom(...Object.values(DecisionKind)),
      at: fc.constant(now),
      undoUntil: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.array(any), fc.integer({ min: 1, max: 4 }), (decisions, quorum) => {
        const denied = decisions.some((one) => one.decision === 'DENY');
        const people = new Set(decisions.map((one) => one.userId)).size;
        expect(stageOutcome(decisions, quorum)).toBe(denied ? 'DENIED' : people >= quorum ? 'APPROVED' : 'OPEN');
      }),
    );
  });
});

const open: StageFacts = {
  state: 'OPEN',
  alsoInvolvedIds: [],
  approverIds: ['megan', 'diego', 'adele', 'rob'],
  decisions: [],
  quorum: 1,
  decideBy: day(1),
  targetId: 'adele',
  requesterId: 'rob',
};

describe('mayDecide', () => {
  test.each(Object.values(StageState))('in state %s', (state) => {
    const expected: Record<StageState, string> = {
      WAITING: 'NOT_OPEN',
      OPEN: 'ok',
      APPROVED: 'ALREADY_DECIDED',
      DENIED: 'ALREADY_DECIDED',
      EXPIRED: 'LAPSED',
      SKIPPED: 'NOT_OPEN',
      CANCELED: 'NOT_OPEN',
    };
    const answer = mayDecide({ ...open, state }, 'megan', now);
    expect(answer.ok ? 'ok' : answer.code).toBe(expected[state]);
  });
  test.each<[string, Partial<StageFacts>, string, string]>([
    ['not asked', {}, 'grady', 'NOT_AN_APPROVER'],
    ['the target, even if listed', {}, 'adele', 'OWN_REQUEST'],
    ['the requester, even if listed', {}, 'rob', 'OWN_REQUEST'],
    ['at the end of the time', { decideBy: now }, 'megan', 'LAPSED'],
    ['just before', { decideBy: at(1) }, 'megan', 'ok'],
    ['without an end', { decideBy: null }, 'megan', 'ok'],
    ['a second time', { quorum: 2, decisions: [decision('megan')] }, 'megan', 'ALREADY_DECIDED'],
    ['as the second person', { quorum: 2, decisions: [decision('megan')] }, 'diego', 'ok'],
  ])('%s', (_name, over, userId, expected) => {
    const answer = mayDecide({ ...open, ...over }, userId, now);
    expect(answer.ok ? 'ok' : answer.code).toBe(expected);
  });
  test('who comes second learns who decided, how and when', () => {
    const first = decision('diego', 'DENY', at(-5));
    expect(
      mayDecide({ ...open, state: 'DENIED', decisions: [decision('x', 'APPROVE', at(-9)), first] }, 'megan', now),
    ).toMatchObject({ code: 'ALREADY_DECIDED', decided: first });
  });
  test('an open stage waits for those who have not answered', () => {
    expect(waitsFor({ ...open, quorum: 2, approverIds: ['megan', 'diego'], decisions: [decision('megan')] })).toEqual(['diego']);
    expect(waitsFor({ ...open, state: 'APPROVED' })).toEqual([]);
  });
});

describe('due times', () => {
  const silent = [anApprover({ userId: 'megan' }), anApprover({ userId: 'diego', role: 'ESCALATION' })];
  const times = stageTimes(
    aStage({ approvers: silent, decideWithin: 'P14D', escalateAfter: 'P8D', reminders: ['P10D', 'P3D', 'P3D', 'P14D'] }),
    now,
  );
  const fresh = { escalated: false, remindersSent: [] };
  test('are fixed when the stage opens', () => {
    expect(times).toEqual({
      decideBy: day(14),
      escalatesAt: day(8),
      reminders: [
        { after: 'P3D', at: day(3) },
        { after: 'P10D', at: day(10) },
      ],
    });
    expect(stageTimes(aStage(), now)).toEqual({ decideBy: addDuration(now, 'P14D'), escalatesAt: null, reminders: [] });
  });
  test('6.40 nobody is promised to be asked too where nobody is named for it', () => {
    expect(stageTimes(aStage({ escalateAfter: 'P7D' }), now).escalatesAt).toBeNull();
  });
  const brief = (done: Parameters<typeof stageWorkDue>[1], when: Date) =>
    stageWorkDue(times, done, when).map((work) => (work.kind === 'REMIND' ? work.after : work.kind));
  test.each<[string, Parameters<typeof stageWorkDue>[1], Date, string[]]>([
    ['nothing yet', fresh, day(2.9), []],
    ['a reminder', fresh, day(3), ['P3D']],
    ['once', { ...fresh, remindersSent: ['P3D'] }, day(4), []],
    ['escalation', { ...fresh, remindersSent: ['P3D'] }, day(8), ['ESCALATE']],
    ['escalation once', { escalated: true, remindersSent: ['P3D'] }, day(9), []],
    ['a late job, in order', fresh, day(12), ['P3D', 'ESCALATE', 'P10D']],
    ['the end', { escalated: true, remindersSent: ['P3D', 'P10D'] }, day(14), ['LAPSE']],
    ['a very late job escalates for the record, reminds nobody, and lapses', fresh, day(20), ['ESCALATE', 'LAPSE']],
  ])('%s', (_name, done, when, expected) => expect(brief(done, when)).toEqual(expected));
  test('at one instant people are added before they are reminded', () => {
    const both = stageTimes(aStage({ approvers: silent, escalateAfter: 'P3D', reminders: ['P3D'] }), now);
    expect(stageWorkDue(both, fresh, day(3)).map(({ kind }) => kind)).toEqual(['ESCALATE', 'REMIND']);
  });
  test.each([
    ['P14D', 7 * 86_400_000],
    ['PT90M', 3_600_000],
    ['PT1H', 3_600_000],
    ['PT59M', null],
  ])('escalation defaults to half of %s', (decideWithin, ms) => {
    expect(defaultEscalationMs(decideWithin)).toBe(ms);
  });
});

describe('mayTakeBack', () => {
  const decisions = [decision('diego', 'APPROVE', at(-8000), at(2000)), decision('megan', 'APPROVE', at(-5000), at(5000))];
  const facts: TakeBackFacts = { stageState: 'APPROVED', held: true, decisions };
  const answer = (over: Partial<TakeBackFacts>, userId: string) => {
    const said = mayTakeBack({ ...facts, ...over }, userId, now);
    return said.ok ? 'ok' : said.code;
  };
  test.each(Object.values(StageState))('a stage that is %s', (stageState) => {
    expect(answer({ stageState, held: true }, 'megan')).toBe('ok');
    expect(answer({ stageState, held: false }, 'megan')).toBe(stageState === 'OPEN' ? 'ok' : 'NOTHING_HELD');
  });
  const only = (kind: DecisionKind, undoUntil: Date | null) => ({ decisions: [decision('megan', kind, at(-5000), undoUntil)] });
  test.each<[string, Partial<TakeBackFacts>, string, string]>([
    ['a denial', { stageState: 'DENIED', ...only('DENY', at(5000)) }, 'megan', 'ok'],
    ['an approval that waits for others of the quorum', { stageState: 'OPEN', held: false }, 'diego', 'ok'],
    ['who approved first in a quorum, within their own window', {}, 'diego', 'ok'],
    ['somebody else', {}, 'grady', 'NOT_YOURS'],
    ['too late', only('APPROVE', now), 'megan', 'WINDOW_OVER'],
    ['too late, though the job has not come', only('APPROVE', at(-1)), 'megan', 'WINDOW_OVER'],
    ['no window', only('APPROVE', null), 'megan', 'WINDOW_OVER'],
    ['nobody decided', { decisions: [] }, 'megan', 'NOTHING_HELD'],
    ['its request was canceled meanwhile', { stageState: 'CANCELED', held: false }, 'megan', 'NOTHING_HELD'],
  ])('%s', (_name, over, userId, expected) => expect(answer(over, userId)).toBe(expected));

  test('a stage is held until the last of its windows', () => {
    expect(windowOf(decisions)).toEqual(at(5000));
    expect(windowOf([])).toBeNull();
    expect(windowOf([decision('a')])).toBeNull();
  });

  test('whatever is decided and taken back in whatever order, a stage is decided by what is left, and by that alone', () => {
    const people = ['a', 'b', 'c', 'd'];
    const act = fc.record({
      userId: fc.constantFrom(...people),
      decision: fc.constantFrom<DecisionKind>('APPROVE', 'DENY'),
      back: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), fc.integer({ min: 1, max: 3 }), (acts, quorum) => {
        let left: StageDecision[] = [];
        let outcome = stageOutcome(left, quorum);
        for (const [index, { userId, decision: kind, back }] of acts.entries()) {
          const when = at(index * 1000);
          const stageFacts: StageFacts = {
            ...open,
            targetId: 't',
            requesterId: 'r',
            approverIds: people,
            decisions: left,
            quorum,
          };
          if (back) {
            if (!mayTakeBack({ stageState: outcome, held: outcome !== 'OPEN', decisions: left }, userId, when).ok) continue;
            expect(left.some((one) => one.userId === userId && one.undoUntil! > when)).toBe(true);
            left = left.filter((one) => one.userId !== userId);
          } else {
            if (!mayDecide({ ...stageFacts, state: outcome }, userId, when).ok) continue;
            left = [...left, decision(userId, kind, when, at(index * 1000 + 5000))];
          }
          const next = stageOutcome(left, quorum);
          // Taking back opens it again or leaves it decided the same way; it never turns one decision into the other.
          if (back && outcome !== 'OPEN') expect(['OPEN', outcome]).toContain(next);
          outcome = next;
        }
      }),
    );
  });
});
