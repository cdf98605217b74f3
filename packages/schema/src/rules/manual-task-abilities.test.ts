import { expect, test } from 'vitest';
import { manualTaskAbility, type ManualTaskFacts } from './manual-task-abilities.ts';
import { aViewer } from './viewer.fixture.ts';
import { ManualTaskState } from './vocabulary.ts';

const task: ManualTaskFacts = { state: 'OPEN', resourceOwnerIds: ['grady', 'ops'], targetId: 'adele' };

test.each([
  ['an owner', aViewer('grady'), true],
  ['an owner through a group', aViewer('x', { groupIds: ['ops'] }), true],
  ['an administrator', aViewer('root', { deployment: 'ADMINISTRATOR' }), true],
  ['somebody else', aViewer('zoe'), false],
  ['a catalog owner', aViewer('o', { catalog: 'OWNER' }), false],
  ['the target, even as an administrator', aViewer('adele', { deployment: 'ADMINISTRATOR' }), false],
  ['a token that only reads', aViewer('grady', { tokenScope: 'READ' }), false],
  ['an auditor', aViewer('a', { deployment: 'AUDITOR' }), false],
])('%s', (_name, viewer, expected) => expect(manualTaskAbility(viewer, task).allowed).toBe(expected));

test.each(Object.values(ManualTaskState))('a task that is %s', (state) => {
  expect(manualTaskAbility(aViewer('grady'), { ...task, state }).allowed).toBe(state === 'OPEN');
});
