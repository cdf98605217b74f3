import { describe, expect, test } from 'vitest';
import { gateColumn, type GateColumn } from './gate.ts';
import { addFollows } from './gate-assignment.ts';
import type { AssignmentFacts, GateFacts } from './gate-facts.ts';
import { GATES } from './gate-table.ts';
import { evaluateGates, foreseenGates, standingGates } from './gates.ts';
import { aCandidate, anExpiration, aQuestion, theRequesting } from './policy.fixture.ts';
import { requestAction } from './request-types.ts';
import { GateCode, RequestType } from './vocabulary.ts';
import { assignment, BREAKS, day, now, passing, unextended, unresolved } from './gates.fixture.ts';

/** The table of domain §3, written out: add by user or on behalf, by administrator, extend, update, remove; asked ahead, asked again. */
const TABLE = `
  CATALOG_UNPUBLISHED    x x - - -  x -
  CATALOG_NOT_EXTERNAL   x x - - -  x -
  PACKAGE_RETIRED        x x x - -  x x
  NO_POLICY_IN_SCOPE     x x x - -  x -
  POLICY_NOT_APPLICABLE  x x - - -  x -
  POLICY_DISABLED        x x x - -  x -
  TARGET_NOT_ELIGIBLE    x x x - -  x x
  DOMAIN_BLOCKED         x x x - -  x x
  ORGANIZATION_NOT_CONFIGURED x x - - -  x -
  ALREADY_ASSIGNED       x x - - -  x x
  REQUEST_PENDING        x x x x -  x x
  NOT_YOURS_TO_REQUEST   x x x x x  x -
  SELF_SERVING_POLICY    x x x - -  x -
  ANSWERS_INVALID        x x - x -  - -
  SCHEDULE_OUT_OF_BOUNDS x x x - -  x x
  TERMS_NOT_ACCEPTED     x - - - -  - -
  PROOF_MISSING          x - - - -  x -
  NO_APPROVER            x x x - -  x -
`;
const COLUMNS: (GateColumn | 'AHEAD' | 'AGAIN')[] = ['ADD', 'ADMIN_ADD', 'EXTEND', 'UPDATE', 'REMOVE', 'AHEAD', 'AGAIN'];
const rows = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const expected = (code: string, column: (typeof COLUMNS)[number]) =>
  rows.find((row) => row[0] === code)![1 + COLUMNS.indexOf(column)] === 'x';

describe('every gate × every type of request', () => {
  test('the table names every gate, in the order in which they are reported', () => {
    expect(rows.map((row) => row[0])).toEqual(Object.keys(GATES));
    expect(Object.keys(GATES).sort()).toEqual(Object.values(GateCode).sort());
  });

  test.each(Object.values(RequestType))('%s passes when nothing stands in its way', (type) => {
    expect(evaluateGates(passing(type)).failures).toEqual([]);
  });

  test.each(Object.values(RequestType).flatMap((type) => Object.values(GateCode).map((code) => [type, code] as const)))(
    '%s × %s',
    (type, code) => {
      const column = gateColumn(type, requestAction(type));
      // On behalf of somebody the request waits for the target instead.
      const waits = code === 'TERMS_NOT_ACCEPTED' && type === 'ON_BEHALF_ADD';
      const codes = evaluateGates(BREAKS[code](passing(type))).failures.map((failure) => failure.code);
      expect(codes).toEqual(expected(code, column) && !waits ? [code] : []);
      const ahead = foreseenGates(BREAKS[code](passing(type))).map((failure) => failure.code);
      expect(ahead).toEqual(expected(code, column) && expected(code, 'AHEAD') ? [code] : []);
    },
  );

  test('an administrator who changes answers stands in the column of updates', () => {
    const facts = { ...BREAKS.SCHEDULE_OUT_OF_BOUNDS(passing('ADMIN_UPDATE')), changes: 'ANSWERS' as const };
    expect(evaluateGates(facts).failures).toEqual([]);
    expect(evaluateGates(BREAKS.ANSWERS_INVALID(facts)).failures).toHaveLength(1);
  });
});

test('all failures are reported, in the order of the table, each with a sentence and who can fix it', () => {
  const facts = [
    (broken: GateFacts) => ({ ...broken, target: { ...broken.target, domainShutOut: true } }),
    BREAKS.NO_APPROVER,
    BREAKS.TERMS_NOT_ACCEPTED,
    BREAKS.SCHEDULE_OUT_OF_BOUNDS,
    BREAKS.ANSWERS_INVALID,
    BREAKS.SELF_SERVING_POLICY,
    BREAKS.NOT_YOURS_TO_REQUEST,
    BREAKS.REQUEST_PENDING,
    BREAKS.ALREADY_ASSIGNED,
    BREAKS.TARGET_NOT_ELIGIBLE,
    BREAKS.POLICY_DISABLED,
    BREAKS.PACKAGE_RETIRED,
    BREAKS.CATALOG_NOT_EXTERNAL,
    BREAKS.CATALOG_UNPUBLISHED,
  ].reduce((sum, breaks) => breaks(sum), passing('USER_ADD'));
  const requesting = theRequesting({ proofs: ['otp'] });
  const policies = [aCandidate({ scope: 'ALL_USERS', requesting }, { state: 'DISABLED' })];
  const far = { ...assignment, expiresAt: day(20) };
  const { failures } = evaluateGates({ ...facts, assignment: far, policies });
  expect(failures.map(({ code }) => code)).toEqual(
    Object.keys(GATES).filter(
      (code) => !['NO_POLICY_IN_SCOPE', 'POLICY_NOT_APPLICABLE', 'ORGANIZATION_NOT_CONFIGURED'].includes(code),
    ),
  );
  for (const { message, fixedBy } of failures) {
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(fixedBy).toBeTruthy();
  }
});

describe('details', () => {
  const only = (facts: GateFacts) => evaluateGates(facts).failures[0];
  test('bounds of the schedule', () => {
    expect(only(BREAKS.SCHEDULE_OUT_OF_BOUNDS(passing('USER_ADD')))).toMatchObject({
      path: ['expiresAt'],
      details: { type: 'GateSchedule', earliestStart: now, latestEnd: day(30), longestDuration: 'P30D' },
    });
  });
  test('the policy that was named', () => {
    const path = ['policyId'];
    expect(only(BREAKS.POLICY_NOT_APPLICABLE(passing('USER_ADD')))).toMatchObject({ path, details: { policyId: 'other' } });
  });
  test('the stage nobody can decide, or too few', () => {
    expect(only(BREAKS.NO_APPROVER(passing('USER_ADD')))).toMatchObject({
      message: 'Nobody can decide stage 2 of the approval.',
      details: { type: 'GateStage', order: 2, eligible: 0, quorum: 1 },
    });
    const approvers = [{ userId: 'x', role: 'PRIMARY' as const, kind: 'USER' as const, viaGroupId: null, level: null }];
    const few = { ...passing('USER_ADD'), stages: [{ order: 1, resolution: { ...unresolved, approvers, quorum: 2 } }] };
    expect(only(few)?.message).toBe('Stage 1 of the approval needs 2 people to decide, and only 1 can.');
  });
  test('the request in the way', () =>
    expect(only(BREAKS.REQUEST_PENDING(passing('USER_ADD')))?.details).toEqual({ type: 'GateRequest', requestId: 'req' }));
  test('the assignment in the way, and from when on it is not', () => {
    expect(only(BREAKS.ALREADY_ASSIGNED(passing('USER_ADD')))?.details).toEqual({
      type: 'GateAssignment',
      assignmentId: 'asg',
      expiresAt: day(13),
      requestableFrom: day(13),
    });
    const far = { ...assignment, expiresAt: day(20) };
    expect(only({ ...passing('USER_ADD'), assignment: far, policies: [unextended] })?.details).toMatchObject({
      requestableFrom: day(6),
    });
    const endless = { ...passing('USER_ADD'), assignment: { ...assignment, expiresAt: null } };
    expect(only(endless)?.details).toMatchObject({ expiresAt: null, requestableFrom: null });
  });
  test('issues per question, and the justification', () => {
    const policies = [
      aCandidate({ requesting: theRequesting({ justificationRequired: true }), questions: [aQuestion({ required: true })] }),
    ];
    const facts = { ...passing('USER_ADD'), policies, justification: ' ' };
    expect(only(facts)?.parts?.map(({ path, details }) => [path, details.issue])).toEqual([
      [['answers', 'q1'], 'REQUIRED'],
      [['justification'], 'JUSTIFICATION_REQUIRED'],
    ]);
    expect(evaluateGates({ ...facts, justification: 'Work.', answers: [{ questionId: 'q1', value: 'x' }] }).failures).toEqual([]);
  });
});

describe('an add beside a live assignment', () => {
  const near = { ...assignment, startsAt: day(-30), expiresAt: day(3) };
  const asks = (given: AssignmentFacts | null) => ({ ...passing('USER_ADD'), assignment: given, policies: [unextended] });
  test('inside the extension window it is allowed and starts at the old end', () => {
    const report = evaluateGates(asks(near));
    expect([report.failures, report.schedule]).toEqual([[], { startsAt: day(3), expiresAt: null, duration: 'P30D' }]);
  });
  test.each<[string, AssignmentFacts | null, Date | null]>([
    ['none', null, null],
    ['far from its end', { ...assignment, expiresAt: day(20) }, null],
    ['near its end', near, day(3)],
    ['without an end', { ...assignment, expiresAt: null }, null],
    ['overdue', { ...assignment, expiresAt: now }, null],
    ['ending', { ...near, state: 'ENDING' }, null],
    ['exactly at the window', { ...assignment, expiresAt: day(14) }, day(14)],
    ['short access: in its first half', { ...near, startsAt: day(-2) }, null],
    ['short access: in its second half', { ...near, startsAt: day(-3) }, day(3)],
    ['given under a policy that is gone', { ...near, policyId: null }, day(3)],
  ])('%s', (_name, given, end) => expect(addFollows(asks(given))).toEqual(end));
  test.each<[string, Partial<GateFacts>]>([
    ['its policy allows an extension', { policies: [aCandidate()] }],
    ['the policy asked under does not, but its own does', { policies: [unextended, aCandidate({ policyId: 'own' })] }],
  ])('not where %s', (_name, over) => {
    const [policyId] = (over.policies ?? []).map(({ definition }) => definition.policyId).slice(-1);
    expect(addFollows({ ...asks({ ...near, policyId: policyId! }), ...over })).toBeNull();
  });
  test.each<[string, GateFacts['policies']]>([
    ['is switched off', [aCandidate({}, { state: 'DISABLED' })]],
    ['is for others by now', [aCandidate({ scope: 'SERVICES' })]],
  ])('but where the policy it was given under %s, so that no extension is possible', (_name, policies) =>
    expect(addFollows({ ...asks(near), policies })).toEqual(day(3)),
  );
  test('an overdue one stands in nobody’s way, whatever the jobs did', () => {
    expect(evaluateGates({ ...passing('USER_ADD'), assignment: { ...assignment, expiresAt: now } }).failures).toEqual([]);
  });
});

test.each<[string, Partial<GateFacts>, boolean]>([
  ['an administrator brings an end nearer', { asked: { startsAt: null, expiresAt: day(2), duration: null } }, true],
  ['an administrator moves it on', { asked: { startsAt: null, expiresAt: day(14), duration: null } }, false],
  ['an administrator names a length', { asked: { startsAt: null, expiresAt: null, duration: 'P1D' } }, false],
])('6.17 only what shortens overtakes what is pending: %s', (_name, over, overtakes) => {
  const waiting = { id: 'req', type: RequestType.USER_EXTEND, state: 'PENDING_APPROVAL' as const };
  const facts = { ...passing('ADMIN_UPDATE'), ...over, pendingRequests: [waiting] };
  expect(evaluateGates(facts).failures.map(({ code }) => code)).toEqual(overtakes ? [] : ['REQUEST_PENDING']);
  const given = { ...facts, pendingRequests: [{ ...waiting, type: RequestType.USER_ADD, state: 'DELIVERING' as const }] };
  expect(evaluateGates(given).failures.map(({ code }) => code)).toEqual(['REQUEST_PENDING']);
});

describe('who may hold something', () => {
  test.each([
    ['ACTIVE', null, true],
    ['BLOCKED', 'LIFECYCLE', true],
    ['BLOCKED', 'ADMINISTRATIVE', false],
    ['BLOCKED', null, false],
    ['DELETED', null, false],
  ] as const)('%s %s: %s', (state, blockReason, eligible) => {
    const facts = passing('USER_ADD');
    expect(evaluateGates({ ...facts, target: { ...facts.target, state, blockReason } }).failures.length === 0).toBe(eligible);
  });
  test('a guest in a catalog open to the outside', () => {
    const facts = BREAKS.CATALOG_NOT_EXTERNAL(passing('USER_ADD'));
    expect(evaluateGates({ ...facts, catalog: { state: 'PUBLISHED', externallyVisible: true } }).failures).toEqual([]);
  });
});

describe('standing gates', () => {
  const agreed = { startsAt: null, expiresAt: null, duration: 'P30D' };
  test.each(Object.values(RequestType).flatMap((type) => Object.values(GateCode).map((code) => [type, code] as const)))(
    '%s × %s',
    (type, code) => {
      const column = gateColumn(type, requestAction(type));
      const over = code === 'SCHEDULE_OUT_OF_BOUNDS' ? { ...agreed, expiresAt: now } : agreed;
      const codes = standingGates(BREAKS[code](passing(type)), over).map((failure) => failure.code);
      expect(codes).toEqual(expected(code, column) && expected(code, 'AGAIN') ? [code] : []);
    },
  );
  test('a request does not stand in its own way', () => {
    const facts = { ...passing('USER_ADD'), requestId: 'req', pendingRequests: [{ id: 'req', type: RequestType.USER_ADD }] };
    expect(standingGates(facts, agreed)).toEqual([]);
  });
  test('a request that follows an assignment is not refused for it', () => {
    const facts = { ...passing('USER_ADD'), assignment: { ...assignment, expiresAt: day(3) } };
    expect(standingGates(facts, { ...agreed, startsAt: day(3) })).toEqual([]);
    expect(standingGates(facts, { ...agreed, startsAt: day(2) }).map(({ code }) => code)).toEqual(['ALREADY_ASSIGNED']);
    // It was extended meanwhile.
    expect(
      standingGates({ ...facts, assignment: { ...assignment, expiresAt: day(9) } }, { ...agreed, startsAt: day(3) }),
    ).toHaveLength(1);
  });
  test('an extension of access that has ended meanwhile fails', () => {
    const ended = { ...passing('USER_EXTEND'), assignment: null };
    expect(standingGates(ended, { startsAt: null, expiresAt: day(9), duration: null })).toMatchObject([
      { code: 'SCHEDULE_OUT_OF_BOUNDS', message: 'The access to be extended has ended.' },
    ]);
  });
});

test('the policy and the schedule agreed come with the answer', () => {
  const report = evaluateGates({
    ...passing('USER_ADD'),
    policies: [aCandidate({ policyId: 'x', expiration: anExpiration({ duration: 'P7D' }) })],
  });
  expect([report.policy?.policyId, report.schedule]).toEqual(['x', { startsAt: null, expiresAt: null, duration: 'P7D' }]);
  expect(evaluateGates(passing('USER_REMOVE')).schedule).toBeNull();
});
