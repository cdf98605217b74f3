import { describe, expect, it } from 'vitest';
import { fixedByReader, spokenTo, type GateReader } from './spoken-to.ts';
import { type GateCode, type GateFixer } from './vocabulary.ts';

const target = { id: 'usr_t', name: 'Ada' };

describe('spokenTo', () => {
  it.each([
    ['This person has left and can hold nothing.', 'You have left and can hold nothing.', 'Ada has left and can hold nothing.'],
    [
      'This person is blocked and can be given nothing now.',
      'You are blocked and can be given nothing now.',
      'Ada is blocked and can be given nothing now.',
    ],
    [
      'No policy of this package is for this person.',
      'No policy of this package is for you.',
      'No policy of this package is for Ada.',
    ],
    [
      'This policy, because it is the only one for this person.',
      'This policy, because it is the only one for you.',
      'This policy, because it is the only one for Ada.',
    ],
    [
      'Another request of this package for this person is still open; wait for it, or cancel it.',
      'Another request of this package for you is still open; wait for it, or cancel it.',
      'Another request of this package for Ada is still open; wait for it, or cancel it.',
    ],
    [
      'The organization of this person is known here.',
      'Your organization is known here.',
      'The organization of Ada is known here.',
    ],
    ['The policy for this person is switched off.', 'The policy for you is switched off.', 'The policy for Ada is switched off.'],
    [
      'The person already has this package, without an end.',
      'You already have this package, without an end.',
      'Ada already has this package, without an end.',
    ],
    [
      'The person it is for wrote this policy, and it asks nobody else.',
      'You wrote this policy, and it asks nobody else.',
      'Ada wrote this policy, and it asks nobody else.',
    ],
    [
      'You may not request this for this person; their manager may.',
      'You may not request this for you; their manager may.',
      'You may not request this for Ada; their manager may.',
    ],
    [
      'Nobody can decide stage 1 of the approval.',
      'Nobody can decide stage 1 of the approval.',
      'Nobody can decide stage 1 of the approval.',
    ],
  ])('%s', (message, toThem, byName) => {
    expect(spokenTo(message, { id: 'usr_t', target })).toBe(toThem);
    expect(spokenTo(message, { id: 'usr_r', target })).toBe(byName);
    expect(spokenTo(message, { id: 'usr_r', target: { ...target, name: null } })).toBe(message);
  });

  it('takes a name as it is', () => {
    expect(spokenTo('The policy for this person is switched off.', { id: 'x', target: { id: 'y', name: '$& $1' } })).toBe(
      'The policy for $& $1 is switched off.',
    );
  });
});

describe('fixedByReader', () => {
  const none = { catalogOwner: false, packageManager: false, administrator: false, organizations: false };
  const all = { catalogOwner: true, packageManager: true, administrator: true, organizations: true };
  const reader = (id: string | null, mayFix: GateReader['mayFix'] = none): GateReader => ({
    id,
    target,
    requesterId: 'usr_r',
    mayFix,
  });

  it.each<[GateCode, GateFixer, GateReader, boolean]>([
    ['ANSWERS_INVALID', 'REQUESTER', reader('usr_r'), true],
    ['ANSWERS_INVALID', 'REQUESTER', reader('usr_a', all), false],
    ['NOT_YOURS_TO_REQUEST', 'TARGET', reader('usr_t'), true],
    ['NOT_YOURS_TO_REQUEST', 'TARGET', reader('usr_r'), false],
    ['ALREADY_ASSIGNED', 'NOBODY', reader('usr_t', all), false],
    ['CATALOG_UNPUBLISHED', 'CATALOG_OWNER', reader('usr_a'), false],
    ['CATALOG_UNPUBLISHED', 'CATALOG_OWNER', reader('usr_a', { ...none, catalogOwner: true }), true],
    ['PACKAGE_RETIRED', 'PACKAGE_MANAGER', reader('usr_t', { ...none, packageManager: true }), true],
    ['DOMAIN_BLOCKED', 'ORGANIZATION_ADMINISTRATOR', reader('usr_a', { ...none, organizations: true }), true],
    ['DOMAIN_BLOCKED', 'ORGANIZATION_ADMINISTRATOR', reader('usr_a', { ...none, administrator: true }), false],
    ['TARGET_NOT_ELIGIBLE', 'ADMINISTRATOR', reader('usr_a', { ...none, administrator: true }), true],
    // Nobody helps themself.
    ['NOT_YOURS_TO_REQUEST', 'ADMINISTRATOR', reader('usr_t', all), false],
    ['SELF_SERVING_POLICY', 'PACKAGE_MANAGER', reader('usr_r', all), false],
    ['PACKAGE_RETIRED', 'PACKAGE_MANAGER', reader(null, all), false],
  ])('%s, fixed by %s', (code, fixedBy, who, expected) => {
    expect(fixedByReader({ code, fixedBy }, who)).toBe(expected);
  });
});
