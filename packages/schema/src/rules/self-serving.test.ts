import { describe, expect, test } from 'vitest';
import { aPolicy, anExpiration, aStage, theRequesting } from './policy.fixture.ts';
import { awaitsConfirmation, couldAskNobody, mayConfirmVersion, selfServingFailure } from './self-serving.ts';
import type { RequestType } from './vocabulary.ts';

const OPEN = { authorId: 'ada', confirmed: false, asksSomebody: false };

describe('6.7 a policy that its own author wrote, and that asks nobody else', () => {
  /** Of ada, who wrote it: asking for herself, for bob; and bob asking for her. */
  const table: Record<RequestType, { self: boolean; byHer: boolean; forHer: boolean }> = {
    USER_ADD: { self: true, byHer: true, forHer: true },
    USER_EXTEND: { self: true, byHer: true, forHer: true },
    ON_BEHALF_ADD: { self: true, byHer: true, forHer: true },
    ADMIN_ADD: { self: true, byHer: false, forHer: true },
    ADMIN_UPDATE: { self: true, byHer: false, forHer: true },
    USER_UPDATE: { self: false, byHer: false, forHer: false },
    USER_REMOVE: { self: false, byHer: false, forHer: false },
    ON_BEHALF_REMOVE: { self: false, byHer: false, forHer: false },
    ADMIN_REMOVE: { self: false, byHer: false, forHer: false },
    SYSTEM_REMOVE: { self: false, byHer: false, forHer: false },
  };

  test.each(Object.keys(table) as RequestType[])('%s', (type) => {
    const refused = (requesterId: string | null, targetId: string, authorship: typeof OPEN | null = OPEN) =>
      selfServingFailure(type, { requesterId, targetId }, authorship) !== null;
    expect({ self: refused('ada', 'ada'), byHer: refused('ada', 'bob'), forHer: refused('bob', 'ada') }).toEqual(table[type]);
    expect([refused('bob', 'bob'), refused(null, 'bob')]).toEqual([false, false]);
    expect(refused('ada', 'ada', { ...OPEN, confirmed: true })).toBe(false);
    expect(refused('ada', 'ada', { ...OPEN, asksSomebody: true })).toBe(false);
    expect(refused('ada', 'ada', null)).toBe(false);
    expect(selfServingFailure(type, { requesterId: null, targetId: 'ada' }, { ...OPEN, authorId: null as never })).toBeNull();
  });

  test('says "you" to whoever wrote it, and names nobody', () => {
    const message = (requesterId: string) => selfServingFailure('ON_BEHALF_ADD', { requesterId, targetId: 'ada' }, OPEN)?.message;
    expect(message('ada')).toMatch(/^You wrote/);
    expect(message('bob')).toMatch(/^The person it is for wrote/);
  });

  const keeps = { kind: 'NEVER', extensionAllowed: false } as const;
  test.each([
    ['no approval', aPolicy({ expiration: anExpiration(keeps) }), true],
    ['approval', aPolicy({ stages: [aStage()], expiration: anExpiration(keeps) }), false],
    ['approval, but longer without', aPolicy({ stages: [aStage()] }), true],
    ['approval for both', aPolicy({ stages: [aStage()], expiration: anExpiration({ extensionNeedsApproval: true }) }), false],
    [
      'approval that one\u2019s own request on behalf counts as',
      aPolicy({
        stages: [aStage()],
        expiration: anExpiration(keeps),
        requesting: theRequesting({ onBehalfPreApproves: true }),
      }),
      true,
    ],
  ])('%s', (_what, definition, could) => {
    expect(couldAskNobody(definition)).toBe(could);
    expect(awaitsConfirmation({ authorId: 'ada', confirmed: false }, definition)).toBe(could);
    expect(awaitsConfirmation({ authorId: 'ada', confirmed: true }, definition)).toBe(false);
    expect(awaitsConfirmation({ authorId: null, confirmed: false }, definition)).toBe(false);
  });
});

describe('6.7 who confirms a version', () => {
  const editor = (userId: string) => ({
    userId,
    groupIds: [],
    deploymentRoles: [],
    catalogRoles: [{ catalogId: 'cat', role: 'PACKAGE_MANAGER' as const, mayBypassApproval: false }],
    tokenScope: null,
    catalogIds: null,
    isSystem: false,
  });
  const version = { catalogId: 'cat', authorId: 'ada', confirmed: false, current: true };
  test.each([
    ['bob', version, 'ROLE'],
    ['ada', version, 'NOT_FOR_YOURSELF'],
    ['bob', { ...version, catalogId: 'other' }, 'NOT_PERMITTED'],
    ['bob', { ...version, current: false }, 'WRONG_STATE'],
    ['bob', { ...version, confirmed: true }, 'WRONG_STATE'],
    ['bob', { ...version, authorId: null }, 'WRONG_STATE'],
  ])('%s %j: %s', (userId, facts, code) => {
    expect(mayConfirmVersion(editor(userId), facts).code).toBe(code);
  });
});
