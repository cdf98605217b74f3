import { expect, test } from 'vitest';
import { ownershipFailure, type RequesterFacts } from './gate-ownership.ts';
import { aPolicy, theRequesting } from './policy.fixture.ts';
import type { RequesterSettings } from './policy.ts';
import { requestAction } from './request-types.ts';
import { RequestType } from './vocabulary.ts';

const WHO: Record<string, RequesterFacts> = {
  self: { id: 'adele', isSystem: false, managesTarget: false, answersForTarget: false, reaches: true, mayAssign: false },
  selfAdmin: { id: 'adele', isSystem: false, managesTarget: false, answersForTarget: false, reaches: true, mayAssign: true },
  manager: { id: 'megan', isSystem: false, managesTarget: true, answersForTarget: false, reaches: true, mayAssign: false },
  named: { id: 'nora', isSystem: false, managesTarget: false, answersForTarget: false, reaches: true, mayAssign: false },
  admin: { id: 'root', isSystem: false, managesTarget: false, answersForTarget: false, reaches: true, mayAssign: true },
  responsible: { id: 'rita', isSystem: false, managesTarget: false, mayAssign: false, answersForTarget: true, reaches: true },
  responsibleAdmin: { id: 'rita', isSystem: false, managesTarget: false, mayAssign: true, answersForTarget: true, reaches: true },
  elsewhere: { id: 'adele', isSystem: false, managesTarget: false, mayAssign: true, answersForTarget: false, reaches: false },
  stranger: { id: 'rob', isSystem: false, managesTarget: false, answersForTarget: false, reaches: true, mayAssign: false },
  system: { id: null, isSystem: true, managesTarget: false, answersForTarget: false, reaches: true, mayAssign: false },
};
const generous = theRequesting({ managerOnBehalf: true, onBehalfUserIds: ['nora', 'adele'] });
const strict = theRequesting({ selfAdd: false, selfExtend: false, selfRemove: false });

/** Who may start each type, under a policy that allows everything, under one that allows nothing, and where the policy is gone. */
const ALLOWED: Record<RequestType, [string[], string[], string[]]> = {
  USER_ADD: [['self', 'selfAdmin'], [], ['self', 'selfAdmin']],
  USER_EXTEND: [
    ['self', 'selfAdmin', 'manager', 'responsible', 'responsibleAdmin'],
    [],
    ['self', 'selfAdmin', 'manager', 'responsible', 'responsibleAdmin'],
  ],
  USER_UPDATE: [
    ['self', 'selfAdmin'],
    ['self', 'selfAdmin'],
    ['self', 'selfAdmin'],
  ],
  USER_REMOVE: [['self', 'selfAdmin'], [], ['self', 'selfAdmin']],
  // Where no policy is left, NO_POLICY_IN_SCOPE refuses the add; this gate has nothing to say.
  ON_BEHALF_ADD: [
    ['manager', 'named', 'responsible', 'responsibleAdmin'],
    [],
    ['manager', 'named', 'admin', 'stranger', 'system', 'responsible', 'responsibleAdmin'],
  ],
  ON_BEHALF_REMOVE: [['manager', 'named', 'responsible', 'responsibleAdmin'], [], ['manager', 'responsible', 'responsibleAdmin']],
  ADMIN_ADD: [['admin'], ['admin'], ['admin']],
  ADMIN_UPDATE: [['admin'], ['admin'], ['admin']],
  ADMIN_REMOVE: [
    ['admin', 'selfAdmin', 'responsibleAdmin'],
    ['admin', 'selfAdmin', 'responsibleAdmin'],
    ['admin', 'selfAdmin', 'responsibleAdmin'],
  ],
  SYSTEM_REMOVE: [['system'], ['system'], ['system']],
};

const POLICIES: [string, RequesterSettings | null][] = [
  ['generous', generous],
  ['strict', strict],
  ['gone', null],
];
const cases = Object.values(RequestType).flatMap((type) =>
  Object.keys(WHO).flatMap((who) => POLICIES.map(([policy], index) => [type, who, policy, index] as const)),
);

test.each(cases)('%s by %s, policy %s', (type, who, _policy, index) => {
  const requesting = POLICIES[index]![1];
  const failure = ownershipFailure(
    type,
    requestAction(type),
    WHO[who]!,
    'adele',
    requesting === null ? null : aPolicy({ requesting }),
  );
  expect(failure === null).toBe(ALLOWED[type][index]!.includes(who));
  if (failure) expect(failure).toMatchObject({ code: 'NOT_YOURS_TO_REQUEST', message: expect.stringMatching(/\.$/) });
});
