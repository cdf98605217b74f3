import { expect, test } from 'vitest';
import { aDirectory } from './directory.fixture.ts';
import { anApprover, aStage } from './policy.fixture.ts';
import { recheckStage, type StageRecheck } from './stage-recheck.ts';

const context = { targetId: 'adele', requesterId: 'adele' };
const approvers = [anApprover({ kind: 'GROUP', groupId: 'team' }), anApprover({ role: 'FALLBACK', userId: 'fred' })];

test.each<[string, number, string, string[], string[], string[], string]>([
  ['all are there', 1, 'adele, x, y', ['x', 'y'], ['x', 'y'], [], 'KEEP'],
  ['one left, one can still decide', 1, 'adele, x!, y', ['x', 'y'], ['x', 'y'], [], 'KEEP'],
  ['all left: the fallback', 1, 'adele, x!, y~, fred', ['x', 'y'], ['x', 'y'], [], 'ASK fred'],
  ['all left: whoever joined the group', 1, 'adele, x!, z, fred', ['x', 'z'], ['x'], [], 'ASK z'],
  ['all left, and the fallback too', 1, 'adele, x!, y!, fred!', ['x', 'y'], ['x', 'y'], [], 'ALARM'],
  ['a quorum of two with one left over', 2, 'adele, x!, y, z', ['x', 'y', 'z'], ['x', 'y'], [], 'ASK z'],
  ['a quorum of two that cannot be reached', 2, 'adele, x!, y', ['x', 'y'], ['x', 'y'], [], 'ALARM'],
  ['who approved and left still counts', 2, 'adele, x!, y', ['x', 'y'], ['x', 'y'], ['x'], 'KEEP'],
  ['who approved cannot do it twice', 2, 'adele, x, y!, z', ['x', 'y', 'z'], ['x', 'y'], ['x'], 'ASK z'],
])('%s', (_name, quorum, people, members, asked, approved, expected) => {
  const directory = aDirectory(people, { groups: { team: members } });
  const result: StageRecheck = recheckStage(aStage({ approvers, quorum }), context, directory, asked, approved);
  expect(result.action === 'ASK' ? `ASK ${result.approvers.map(({ userId }) => userId).join(' ')}` : result.action).toBe(
    expected,
  );
});
