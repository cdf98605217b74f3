import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { PolicyExpiration, PolicyRequesting } from '@gatehouse/schema/policies/policy-settings';
import { policyDefinition } from '@gatehouse/server/features/policies/policy-definition';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { done, mutate, type Answered } from '../testkit/mutate.ts';

let t: TestApp;
let admin: User;
beforeAll(async () => {
  t = await startTestApp();
  admin = await t.world.admin();
});
afterAll(() => t.stop());

const base = { scope: 'ALL_MEMBERS', expiration: { kind: 'NEVER' } };
const stage = { approvers: [{ kind: 'CATALOG_OWNER' }] };
const wrong: [string, object, string[]][] = [
  ['nobody in a specific scope', { scope: 'SPECIFIC_USERS_AND_GROUPS' }, ['scope']],
  ['four stages', { stages: [stage, stage, stage, stage] }, ['stages']],
  ['a stage without approvers', { stages: [{ approvers: [] }] }, ['stages', '0', 'approvers']],
  ['a quorum of nobody', { stages: [{ ...stage, quorum: 0 }] }, ['stages', '0', 'quorum']],
  [
    'an escalation sooner than an hour',
    { stages: [{ approvers: [...stage.approvers, { kind: 'MANAGER', role: 'ESCALATION' }], escalateAfter: 'PT59M' }] },
    ['stages', '0', 'escalateAfter'],
  ],
  [
    'an escalation after the end',
    {
      stages: [
        { approvers: [...stage.approvers, { kind: 'MANAGER', role: 'ESCALATION' }], decideWithin: 'P1D', escalateAfter: 'P2D' },
      ],
    },
    ['stages', '0', 'escalateAfter'],
  ],
  ['an approver nobody can be', { stages: [{ approvers: [{ kind: 'USER' }] }] }, ['stages', '0', 'approvers']],
  [
    'a reassigned approver',
    { stages: [{ approvers: [{ kind: 'MANAGER', role: 'REASSIGNED' }] }] },
    ['stages', '0', 'approvers', '0', 'role'],
  ],
  [
    'a user for a manager',
    { stages: [{ approvers: [{ kind: 'MANAGER', userId: 'usr_x' }] }] },
    ['stages', '0', 'approvers', '0', 'userId'],
  ],
  ['no length', { expiration: { kind: 'AFTER_DURATION' } }, ['expiration', 'duration']],
  ['no day', { expiration: { kind: 'ON_DATE' } }, ['expiration', 'endsOn']],
  ['a day that is none', { expiration: { kind: 'ON_DATE', endsOn: '2027-02-30' } }, ['expiration', 'endsOn']],
  ['a day that is over', { expiration: { kind: 'ON_DATE', endsOn: '2026-03-01' } }, ['expiration', 'endsOn']],
  [
    'a zone that is none',
    { expiration: { kind: 'ON_DATE', endsOn: '2027-02-01', timeZone: 'Mars/Olympus' } },
    ['expiration', 'endsOn'],
  ],
  [
    'extensions that nobody approves',
    { expiration: { kind: 'AFTER_DURATION', duration: 'P1D', extensionNeedsApproval: true } },
    ['expiration', 'extensionNeedsApproval'],
  ],
  ['choices without any', { questions: [{ kind: 'SINGLE_CHOICE', text: 'Which?' }] }, ['questions', '0', 'choices']],
  [
    'a pattern nobody understands',
    { questions: [{ kind: 'SHORT_TEXT', text: 'Number?', pattern: '(?=a)b' }] },
    ['questions', '0', 'pattern'],
  ],
  [
    'a language that is none',
    { questions: [{ kind: 'SHORT_TEXT', text: 'Number?', translations: [{ language: '!!', text: 'x' }] }] },
    ['questions', '0', 'translations', '0', 'language'],
  ],
];
test.each(wrong)('%s is refused with the place in the input', async (_what, part, path) => {
  const accessPackage = await t.world.package();
  const refused = await mutate(
    t,
    'createAssignmentPolicy',
    { accessPackageId: accessPackage.id, name: 'Wrong', definition: { ...base, ...part } },
    admin,
    'warnings { code }',
  );
  expect(refused).toMatchObject({ code: 'INVALID', path: ['definition', ...path], payload: { warnings: [] } });
  const { node } = await t.query<Answered>(
    'query ($id: ID!) { node(id: $id) { ... on AccessPackage { policies { id } } } }',
    { id: accessPackage.id },
    { as: admin },
  );
  expect(node.policies).toEqual([]);
});

const EXTENSION =
  'assignmentPolicy { currentVersion { extensionAllowed extensionNeedsApproval stages { occasion approvers { kind } } } }';

test('an extension that needs approval asks those who approve the access, unless the policy names others', async () => {
  const accessPackage = await t.world.package();
  const stages = [{ approvers: [{ kind: 'MANAGER' }, { kind: 'CATALOG_OWNER', role: 'FALLBACK' }] }];
  const make = async (name: string, expiration: object) => {
    const definition = {
      scope: 'ALL_MEMBERS',
      expiration: { kind: 'AFTER_DURATION', duration: 'P30D', ...expiration },
      stages,
    };
    const made = await done(
      t,
      'createAssignmentPolicy',
      { accessPackageId: accessPackage.id, name, definition },
      admin,
      EXTENSION,
    );
    return made.assignmentPolicy.currentVersion;
  };
  const same = await make('Same', {});
  expect(same.extensionNeedsApproval).toBe(true);
  expect(same.stages.map(({ occasion, approvers }: Answered) => [occasion, approvers.length])).toEqual([
    ['ADD', 2],
    ['EXTEND', 2],
  ]);
  const free = await make('Free', { extensionNeedsApproval: false });
  expect(free).toMatchObject({ extensionAllowed: true, extensionNeedsApproval: false, stages: [{ occasion: 'ADD' }] });
  const none = await make('None', { extensionAllowed: false });
  expect(none).toMatchObject({ extensionAllowed: false, stages: [{ occasion: 'ADD' }] });
});

const switches = (part: 'requesting' | 'expiration', defaults: object) =>
  Object.entries(defaults).flatMap(([name, value]) => (typeof value === 'boolean' ? [[part, name, !value] as const] : []));

/** Drawn from the settings themselves: one that is added is tried too. */
const SWITCHES = [...switches('requesting', new PolicyRequesting()), ...switches('expiration', new PolicyExpiration())];

describe('a setting', () => {
  let accessPackageId: string;
  beforeAll(async () => void ({ id: accessPackageId } = await t.world.package()));

  /** @returns what is shown of each setting */
  async function make(name: string, more: object): Promise<Answered> {
    const expiration = { kind: 'AFTER_DURATION', duration: 'P30D' };
    const definition = { scope: 'ALL_MEMBERS', expiration, stages: [stage], ...more };
    const shown = `assignmentPolicy { currentVersion { id ${SWITCHES.map(([, setting]) => setting).join(' ')} } }`;
    const made = await done(t, 'createAssignmentPolicy', { accessPackageId, name, definition }, admin, shown);
    return made.assignmentPolicy.currentVersion;
  }

  test('is as its class says where nothing is said', async () => {
    expect(await make('Usual', {})).toMatchObject(Object.fromEntries(SWITCHES.map(([, name, other]) => [name, !other])));
  });

  test.each(SWITCHES)(
    '%s.%s is kept, shown and judged by as it was said, and changes nothing else',
    async (part, name, value) => {
      const expiration = { kind: 'AFTER_DURATION', duration: 'P30D' };
      const { id, ...shown } = await make(name, { [part]: { ...(part === 'expiration' && expiration), [name]: value } });
      expect(shown).toEqual(
        Object.fromEntries(SWITCHES.map(([, setting, other]) => [setting, setting === name ? value : !other])),
      );
      const em = t.app.orm.em.fork();
      expect((await policyDefinition(em, id))![part]).toMatchObject(pick(part, shown));
      const { requesting, expiry } = await em.findOneOrFail(AssignmentPolicyVersion, id);
      expect({ requesting, expiration: expiry }[part]).toMatchObject(pick(part, shown));
    },
  );
});

const pick = (part: string, shown: object) => {
  const own = new Set(SWITCHES.flatMap(([where, name]) => (where === part ? [name] : [])));
  return Object.fromEntries(Object.entries(shown).filter(([name]) => own.has(name)));
};
