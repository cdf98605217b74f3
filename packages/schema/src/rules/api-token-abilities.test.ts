import { expect, test } from 'vitest';
import { mayRevoke, tokenAbilities } from './api-token-abilities.ts';
import type { Viewer } from './permissions.ts';
import { aViewer } from './viewer.fixture.ts';

const token = { ownerId: 'bot', responsibleId: 'rita', ended: false };

test.each<[string, Viewer, boolean]>([
  ['its owner', aViewer('bot'), true],
  ['who answers for its owner', aViewer('rita'), true],
  ['an administrator', aViewer('root', { deployment: 'ADMINISTRATOR' }), true],
  ['an auditor', aViewer('audrey', { deployment: 'AUDITOR' }), false],
  ['somebody else', aViewer('rob'), false],
  ['its owner, by a token that only reads', aViewer('bot', { tokenScope: 'READ' }), false],
  ['the system', aViewer(null, { isSystem: true }), false],
])('revoked by %s', (_name, viewer, expected) => {
  expect(tokenAbilities(viewer, token).revoke.allowed).toBe(expected);
});

test('an ended one is offered to nobody, and ended again by whoever might have', () => {
  const ended = { ...token, ended: true };
  expect(tokenAbilities(aViewer('bot'), ended).revoke).toMatchObject({ code: 'WRONG_STATE' });
  expect([mayRevoke(aViewer('bot'), ended).allowed, mayRevoke(aViewer('rob'), ended).allowed]).toEqual([true, false]);
});
