import { expect, test } from 'vitest';
import { aDirectory } from './directory.fixture.ts';
import { anApprover, aStage, theRequesting } from './policy.fixture.ts';
import { isPreApproved } from './pre-approval.ts';
import type { StageDefinition } from './policy.ts';
import type { RequestType } from './vocabulary.ts';

const directory = aDirectory('adele: megan, megan: nestor, nestor, diego', { groups: { bosses: ['megan', 'nestor'] } });
const byManager = aStage({ approvers: [anApprover({ kind: 'MANAGER' })] });

test.each<[string, StageDefinition, boolean, RequestType, string, boolean]>([
  ['the manager’s own stage', byManager, true, 'ON_BEHALF_ADD', 'megan', true],
  [
    'a group the manager is in',
    aStage({ approvers: [anApprover({ kind: 'GROUP', groupId: 'bosses' })] }),
    true,
    'ON_BEHALF_ADD',
    'megan',
    true,
  ],
  ['off by default', byManager, false, 'ON_BEHALF_ADD', 'megan', false],
  [
    'a stage somebody else decides',
    aStage({ approvers: [anApprover({ userId: 'diego' })] }),
    true,
    'ON_BEHALF_ADD',
    'megan',
    false,
  ],
  ['the manager’s manager', byManager, true, 'ON_BEHALF_ADD', 'nestor', false],
  ['somebody else who may request', byManager, true, 'ON_BEHALF_ADD', 'diego', false],
  ['a direct assignment', byManager, true, 'ADMIN_ADD', 'megan', false],
  ['for oneself', byManager, true, 'ON_BEHALF_ADD', 'adele', false],
  ['a quorum of two needs another person', { ...byManager, quorum: 2 }, true, 'ON_BEHALF_ADD', 'megan', false],
])('%s', (_name, stage, onBehalfPreApproves, type, requesterId, expected) => {
  expect(isPreApproved(stage, theRequesting({ onBehalfPreApproves }), type, { targetId: 'adele', requesterId }, directory)).toBe(
    expected,
  );
});
