import { describe, expect, test } from 'vitest';
import { anApprover, anExpiration, aPolicy, aQuestion, aStage } from './policy.fixture.ts';
import type { PolicyDefinition, StageDefinition } from './policy.ts';
import { policyIssues } from './policy-issues.ts';

const paths = (over: Partial<PolicyDefinition>) => policyIssues(aPolicy(over)).map(({ path }) => path.join('.'));
const choice = { value: 'a', text: { default: 'A', translations: {} } };
const escalation = anApprover({ role: 'ESCALATION', userId: 'nestor' });
const primary = anApprover({ userId: 'megan' });

describe('the policy', () => {
  test.each<[string, Partial<PolicyDefinition>, string[]]>([
    ['the plainest', {}, []],
    ['specific people', { scope: 'SPECIFIC_USERS_AND_GROUPS', scopeUserIds: ['a'] }, []],
    ['specific, but nobody', { scope: 'SPECIFIC_USERS_AND_GROUPS' }, ['scope']],
    ['people named where they mean nothing', { scope: 'ALL_MEMBERS', scopeGroupIds: ['g'] }, ['scope']],
    ['never', { expiration: anExpiration({ kind: 'NEVER', duration: null }) }, []],
    ['no window', { expiration: anExpiration({ extensionWindow: 'PT0S' }) }, ['expiration.extensionWindow']],
    ['a ceiling of nothing', { expiration: anExpiration({ extensionCeiling: 'soon' }) }, ['expiration.extensionCeiling']],
    [
      'a ceiling below what is given at once',
      { expiration: anExpiration({ extensionCeiling: 'P29D' }) },
      ['expiration.extensionCeiling'],
    ],
    ['a ceiling', { expiration: anExpiration({ extensionCeiling: 'P30D' }) }, []],
    ['no duration', { expiration: anExpiration({ duration: null }) }, ['expiration.duration']],
    ['a duration of nothing', { expiration: anExpiration({ duration: 'PT0S' }) }, ['expiration.duration']],
    ['a duration in months', { expiration: anExpiration({ duration: 'P1M' }) }, ['expiration.duration']],
    [
      'a date',
      { expiration: anExpiration({ kind: 'ON_DATE', duration: null, endsAt: new Date(0), timeZone: 'Europe/Berlin' }) },
      [],
    ],
    ['a date without a zone', { expiration: anExpiration({ kind: 'ON_DATE', endsAt: new Date(0) }) }, ['expiration.endsAt']],
    [
      'a date in no zone',
      { expiration: anExpiration({ kind: 'ON_DATE', endsAt: new Date(0), timeZone: 'Mars' }) },
      ['expiration.endsAt'],
    ],
    [
      'a notice that is none',
      { expiration: anExpiration({ nearExpiryNotices: ['P14D', 'soon'] }) },
      ['expiration.nearExpiryNotices'],
    ],
    [
      'too many notices',
      { expiration: anExpiration({ nearExpiryNotices: Array.from({ length: 11 }, (_, n) => `P${n + 1}D`) }) },
      ['expiration.nearExpiryNotices'],
    ],
    [
      'extensions to approve, by nobody',
      { expiration: anExpiration({ extensionNeedsApproval: true }), stages: [aStage()] },
      ['expiration.extensionNeedsApproval'],
    ],
    [
      'extensions to approve',
      { expiration: anExpiration({ extensionNeedsApproval: true }), stages: [aStage({ occasion: 'EXTEND' })] },
      [],
    ],
  ])('%s', (_name, over, expected) => expect(paths(over)).toEqual(expected));
});

describe('its stages', () => {
  test.each<[string, StageDefinition[], string[]]>([
    ['three, twice', [1, 2, 3].flatMap((order) => [aStage({ order }), aStage({ order, occasion: 'EXTEND' })]), []],
    ['four', [1, 2, 3, 4].map((order) => aStage({ order })), ['stages']],
    ['a gap', [aStage({ order: 1 }), aStage({ order: 3 })], ['stages']],
    ['nobody to ask', [aStage({ approvers: [] })], ['stages.0.approvers']],
    ['only a fallback', [aStage({ approvers: [anApprover({ role: 'FALLBACK', userId: 'x' })] })], ['stages.0.approvers']],
    ['a user without a name', [aStage({ approvers: [anApprover()] })], ['stages.0.approvers']],
    ['a group without a name', [aStage({ approvers: [anApprover({ kind: 'GROUP' })] })], ['stages.0.approvers']],
    [
      'the manager three levels up',
      [aStage({ approvers: [anApprover({ kind: 'MANAGER', managerLevel: 3 })] })],
      ['stages.0.approvers'],
    ],
    [
      'owners need no name',
      [aStage({ approvers: [anApprover({ kind: 'RESOURCE_OWNER' }), anApprover({ kind: 'CATALOG_OWNER' })] })],
      [],
    ],
    ['no quorum', [aStage({ quorum: 0 })], ['stages.0.quorum']],
    ['half a quorum', [aStage({ quorum: 1.5 })], ['stages.0.quorum']],
    ['no time to decide', [aStage({ decideWithin: 'PT0S', escalateAfter: 'PT2H' })], ['stages.0.decideWithin']],
    ['escalation in time', [aStage({ escalateAfter: 'PT1H', approvers: [primary, escalation] })], []],
    ['escalation at the very end', [aStage({ escalateAfter: 'P14D', approvers: [primary, escalation] })], []],
    ['escalation too soon', [aStage({ escalateAfter: 'PT59M', approvers: [primary, escalation] })], ['stages.0.escalateAfter']],
    ['escalation too late', [aStage({ escalateAfter: 'P15D', approvers: [primary, escalation] })], ['stages.0.escalateAfter']],
    ['escalation to nobody', [aStage({ escalateAfter: 'P7D' })], ['stages.0.escalateAfter']],
    ['escalation at no time', [aStage({ approvers: [primary, escalation] })], ['stages.0.escalateAfter']],
    ['reminders', [aStage({ reminders: ['P3D', 'P10D'] })], []],
    ['a reminder too late', [aStage(), aStage({ order: 2, reminders: ['P15D'] })], ['stages.1.reminders']],
  ])('%s', (_name, stages, expected) => expect(paths({ stages })).toEqual(expected));
});

describe('its questions', () => {
  test.each<[string, ReturnType<typeof aQuestion>, string[]]>([
    ['text with a pattern', aQuestion({ pattern: 'P-\\d+' }), []],
    ['no text', aQuestion({ text: { default: ' ', translations: {} } }), ['questions.0.text']],
    ['a pattern that could stop the server is harmless', aQuestion({ pattern: '(a+)+b' }), []],
    ['a pattern not understood', aQuestion({ pattern: '(?=a)' }), ['questions.0.pattern']],
    ['a pattern on a long text', aQuestion({ kind: 'LONG_TEXT', pattern: 'a' }), ['questions.0.pattern']],
    ['a choice', aQuestion({ kind: 'SINGLE_CHOICE', choices: [choice] }), []],
    ['a choice of nothing', aQuestion({ kind: 'MULTIPLE_CHOICE' }), ['questions.0.choices']],
    ['choices of a text', aQuestion({ choices: [choice] }), ['questions.0.choices']],
    ['a choice twice', aQuestion({ kind: 'SINGLE_CHOICE', choices: [choice, choice] }), ['questions.0.choices']],
  ])('%s', (_name, question, expected) => expect(paths({ questions: [question] })).toEqual(expected));
  test('too many', () => expect(paths({ questions: Array.from({ length: 51 }, () => aQuestion()) })).toEqual(['questions']));
});
