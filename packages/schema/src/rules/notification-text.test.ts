import { describe, expect, it } from 'vitest';
import { notificationText, type NotificationFacts } from './notification-text.ts';
import { NotificationKind } from './vocabulary.ts';

const facts: NotificationFacts = {
  kind: 'APPROVAL_REQUESTED',
  packageName: 'Project License',
  targetName: 'Alex',
  requesterName: 'Adele',
  targetIsYou: false,
  requesterIsYou: false,
  forThemself: false,
  endsAt: '2026-03-31T22:00:00.000Z',
  why: { how: 'TAKEN_AWAY', by: 'Megan', reason: 'Moved on.' },
  rights: { added: ['Editor of Wiki'], removed: [] },
};

describe('notificationText', () => {
  it.each(Object.values(NotificationKind))('says %s in one sentence, whatever is known', (kind) => {
    const nothing = {
      packageName: null,
      targetName: null,
      requesterName: null,
      targetIsYou: null,
      requesterIsYou: null,
      forThemself: false,
      endsAt: null,
      why: null,
      rights: null,
    };
    for (const known of [facts, { ...facts, targetIsYou: true }, { ...facts, ...nothing }]) {
      expect(notificationText({ ...known, kind })).toMatch(/^[A-Z\u201c].*\.\u201d?$/);
      expect(notificationText({ ...known, kind })).not.toMatch(/null|undefined/);
    }
  });

  it('names people as whoever is told would', () => {
    expect(notificationText(facts)).toBe('Adele asks for \u201cProject License\u201d for Alex; your decision is asked for.');
    expect(notificationText({ ...facts, kind: 'ACCESS_ENDS_SOON', targetIsYou: true })).toBe(
      'Your access to \u201cProject License\u201d ends on 31 Mar 2026 at 22:00 UTC.',
    );
    expect(notificationText({ ...facts, kind: 'REVOCATION_FAILED', targetIsYou: true })).toBe(
      'A target refuses to take your access to \u201cProject License\u201d away.',
    );
  });

  it.each<[string, Partial<NotificationFacts>, string]>([
    ['by oneself', { why: { how: 'GIVEN_UP', by: 'you', reason: null } }, 'You gave up your access to \u201cX\u201d.'],
    [
      'by somebody, with a reason',
      { why: { how: 'TAKEN_AWAY', by: 'Megan', reason: 'Moved to\n Sales.' } },
      'Your access to \u201cX\u201d was taken away by Megan, with the reason: \u201cMoved to Sales.\u201d',
    ],
    ['by nobody we know', { why: { how: 'TAKEN_AWAY', by: null, reason: null } }, 'Your access to \u201cX\u201d was taken away.'],
    [
      'at its end',
      { why: { how: 'EXPIRY', by: null, reason: null } },
      'Your access to \u201cX\u201d reached its end on 31 Mar 2026 at 22:00 UTC.',
    ],
    [
      'because an approval was revoked',
      { why: { how: 'APPROVAL_REVOKED', by: 'an approver', reason: 'A mistake' } },
      'Your access to \u201cX\u201d has ended, because its approval was revoked by an approver, with the reason: \u201cA mistake\u201d.',
    ],
    [
      'because the policy was narrowed',
      { why: { how: 'ELIGIBILITY_LOST', by: 'Megan', reason: null } },
      'Your access to \u201cX\u201d was ended by Megan, because its policy is for other people now.',
    ],
    ['for no reason known', { why: null }, 'Your access to \u201cX\u201d has ended.'],
  ])('says how access ended: %s', (_name, more, text) => {
    expect(notificationText({ ...facts, kind: 'ACCESS_ENDED', packageName: 'X', targetIsYou: true, ...more })).toBe(text);
  });

  it.each<[string, Partial<NotificationFacts>, string]>([
    ['by oneself', { why: { how: 'CANCELED', by: 'you', reason: null } }, 'You canceled the request for \u201cX\u201d for Alex.'],
    [
      'by somebody, with a reason',
      { targetIsYou: true, why: { how: 'CANCELED', by: 'Megan', reason: 'Not needed' } },
      'The request for \u201cX\u201d was canceled by Megan, with the reason: \u201cNot needed\u201d.',
    ],
    [
      'overtaken',
      { targetIsYou: true, why: { how: 'OVERTAKEN', by: 'Megan', reason: null } },
      'The request for \u201cX\u201d was canceled, because the access was ended or changed by Megan meanwhile.',
    ],
    [
      'because an approval was revoked',
      { targetIsYou: true, why: { how: 'APPROVAL_REVOKED', by: 'an approver', reason: null } },
      'The request for \u201cX\u201d was canceled, because its approval was revoked by an approver.',
    ],
    [
      'because its target left',
      { requesterIsYou: true, why: { how: 'LIFECYCLE', by: 'Megan', reason: null } },
      'The request for \u201cX\u201d for Alex was canceled, because the person it was for left.',
    ],
    [
      'because one of them left, to somebody else',
      { why: { how: 'LIFECYCLE', by: 'Megan', reason: null } },
      'The request for \u201cX\u201d for Alex was canceled, because the person it was for, or whoever asked for it, left.',
    ],
    [
      'because its requester left',
      { targetIsYou: true, why: { how: 'LIFECYCLE', by: 'Megan', reason: null } },
      'The request for \u201cX\u201d was canceled, because whoever asked for it left.',
    ],
    ['for no reason known', { targetIsYou: true, why: null }, 'The request for \u201cX\u201d was canceled.'],
    [
      'where it was a removal itself',
      { targetIsYou: true, why: { how: 'TAKEN_AWAY', by: 'Megan', reason: 'Moved' } },
      'The request for \u201cX\u201d was canceled.',
    ],
  ])('says how a request was canceled: %s', (_name, more, text) => {
    expect(notificationText({ ...facts, kind: 'REQUEST_CANCELED', packageName: 'X', ...more })).toBe(text);
  });

  it.each<[string, Partial<NotificationFacts>, string]>([
    [
      'by somebody',
      { targetIsYou: true },
      'The end of your access to \u201cX\u201d was moved by Megan: it now ends on 31 Mar 2026 at 22:00 UTC, with the reason: \u201cMoved on.\u201d',
    ],
    [
      'away',
      { targetIsYou: true, endsAt: null, why: { how: 'END_MOVED', by: 'Megan', reason: null } },
      'The end of your access to \u201cX\u201d was moved by Megan: it has no end any more.',
    ],
    [
      'as one asked for oneself',
      { targetIsYou: true, why: { how: 'END_MOVED', by: 'you', reason: 'Still needed' } },
      'Your access to \u201cX\u201d now ends on 31 Mar 2026 at 22:00 UTC.',
    ],
    [
      'by whoever reads it',
      { why: { how: 'END_MOVED', by: 'you', reason: null } },
      'The end of Alex\u2019s access to \u201cX\u201d was moved by you: it now ends on 31 Mar 2026 at 22:00 UTC.',
    ],
  ])('says that an end was moved: %s', (_name, more, text) => {
    const why = { how: 'END_MOVED', by: 'Megan', reason: 'Moved on.' } as const;
    expect(notificationText({ ...facts, kind: 'ACCESS_DELIVERED', packageName: 'X', why, ...more })).toBe(text);
  });

  it('does not say for whom where somebody asks for themself', () => {
    const asked = { ...facts, kind: 'APPROVAL_REQUESTED', targetIsYou: false, packageName: 'X' } as const;
    expect(notificationText({ ...asked, targetName: 'Diego' })).toBe(
      'Adele asks for \u201cX\u201d for Diego; your decision is asked for.',
    );
    expect(notificationText({ ...asked, targetName: 'Adele', forThemself: true })).toBe(
      'Adele asks for \u201cX\u201d; your decision is asked for.',
    );
  });

  it('says by whom and why a request was denied', () => {
    const why = { how: 'DENIED', by: 'an approver', reason: 'Not now' } as const;
    expect(notificationText({ ...facts, kind: 'REQUEST_DENIED', targetIsYou: true, why })).toBe(
      'The request for \u201cProject License\u201d was denied by an approver, with the reason: \u201cNot now\u201d.',
    );
  });

  it('says what came and what went, and not hundreds of names', () => {
    const said = (added: string[], removed: string[]) =>
      notificationText({ ...facts, kind: 'ACCESS_CHANGED', packageName: 'X', targetIsYou: true, rights: { added, removed } });
    expect(said(['Editor of Wiki'], ['Reader of Wiki'])).toBe(
      'What your access to \u201cX\u201d gives was changed: added Editor of Wiki; taken away Reader of Wiki.',
    );
    expect(said([...'abcdefg'], [])).toBe('What your access to \u201cX\u201d gives was changed: added a, b, c, d, e and 2 more.');
    expect(said([], [])).toBe('What your access to \u201cX\u201d gives was changed.');
  });
});
