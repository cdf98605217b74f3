import { expect, test } from 'vitest';
import { aDirectory } from './directory.fixture.ts';
import { anApprover, aPolicy, aStage, aTarget, theRequesting } from './policy.fixture.ts';
import type { ApproverDefinition } from './policy.ts';
import { policyWarnings } from './policy-warnings.ts';

const directory = aDirectory('diego, grady, gone~', {
  groups: { team: ['diego', 'grady'], dead: ['gone'] },
  catalogOwnerIds: ['diego'],
});
const editor = { ...aTarget({ id: 'diego' }), groupIds: new Set<string>() };
const manager = anApprover({ kind: 'MANAGER' });
const fallback = anApprover({ role: 'FALLBACK', userId: 'diego' });

test.each<[string, ApproverDefinition[], number, string[]]>([
  ['somebody', [anApprover({ userId: 'diego' })], 1, []],
  ['somebody who left', [anApprover({ userId: 'gone' })], 1, ['APPROVER_GONE', 'NO_APPROVER']],
  ['somebody who left, beside somebody', [anApprover({ userId: 'gone' }), anApprover({ userId: 'diego' })], 1, ['APPROVER_GONE']],
  ['somebody who left, with a fallback', [anApprover({ userId: 'gone' }), fallback], 1, ['APPROVER_GONE']],
  ['a group of people who left', [anApprover({ kind: 'GROUP', groupId: 'dead' })], 1, ['GROUP_EMPTY', 'NO_APPROVER']],
  ['no owner of any resource', [anApprover({ kind: 'RESOURCE_OWNER' })], 1, ['NO_OWNER', 'NO_APPROVER']],
  ['an owner of the catalog', [anApprover({ kind: 'CATALOG_OWNER' })], 1, []],
  ['a quorum that can be reached', [anApprover({ kind: 'GROUP', groupId: 'team' })], 2, []],
  ['a quorum that cannot', [anApprover({ kind: 'GROUP', groupId: 'team' })], 3, ['QUORUM_TOO_LARGE']],
  ['managers only', [manager], 1, ['NO_FALLBACK']],
  ['managers with a fallback', [manager, fallback], 1, []],
  ['managers with a fallback who left', [manager, anApprover({ role: 'FALLBACK', userId: 'gone' })], 1, ['APPROVER_GONE']],
  ['sponsors only', [anApprover({ kind: 'SPONSOR' })], 1, ['NO_FALLBACK']],
  ['sponsors for a quorum of three', [anApprover({ kind: 'SPONSOR' }), fallback], 3, []],
  ['sponsors with a fallback', [anApprover({ kind: 'EXTERNAL_SPONSOR' }), fallback], 1, []],
  ['one manager for a quorum of two', [manager], 2, ['QUORUM_TOO_LARGE']],
  ['a manager and somebody for a quorum of two', [manager, anApprover({ userId: 'diego' })], 2, []],
  ['a manager and somebody for a quorum of three', [manager, anApprover({ userId: 'diego' })], 3, ['QUORUM_TOO_LARGE']],
  [
    'an escalation approver who left',
    [anApprover({ userId: 'diego' }), anApprover({ role: 'ESCALATION', userId: 'gone' })],
    1,
    ['APPROVER_GONE'],
  ],
])('%s', (_name, approvers, quorum, expected) => {
  const warnings = policyWarnings(aPolicy({ stages: [aStage({ approvers, quorum })] }), directory, editor);
  expect(warnings.map(({ code }) => code)).toEqual(expected);
  for (const { message, path } of warnings) expect([message, path[0]]).toEqual([expect.stringMatching(/^[A-Z].*\.$/), 'stages']);
});

test.each([
  ['open to its editor', aPolicy(), editor, true],
  ['with approval', aPolicy({ stages: [aStage({ approvers: [anApprover({ userId: 'grady' })] })] }), editor, false],
  ['for others', aPolicy({ scope: 'SERVICES' }), editor, false],
  ['nobody may ask for themself', aPolicy({ requesting: theRequesting({ selfAdd: false }) }), editor, false],
  ['saved by the system', aPolicy(), null, false],
])('a policy %s', (_name, definition, by, expected) => {
  expect(policyWarnings(definition, directory, by).map(({ code }) => code)).toEqual(expected ? ['OPENS_TO_EDITOR'] : []);
});
