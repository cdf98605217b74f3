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
  endsAt: '2026-03-31T22:00:00.000Z',
};

describe('notificationText', () => {
  it.each(Object.values(NotificationKind))('says %s in one sentence, whatever is known', (kind) => {
    const nothing = {
      packageName: null,
      targetName: null,
      requesterName: null,
      targetIsYou: null,
      requesterIsYou: null,
      endsAt: null,
    };
    for (const known of [facts, { ...facts, targetIsYou: true }, { ...facts, ...nothing }]) {
      expect(notificationText({ ...known, kind })).toMatch(/^[A-Z\u201c].*\.$/);
      expect(notificationText({ ...known, kind })).not.toMatch(/null|undefined/);
    }
  });

  it('names people as whoever is told would', () => {
    expect(notificationText(facts)).toBe('Adele asks for \u201cProject License\u201d for Alex; your decision is asked for.');
    expect(notificationText({ ...facts, kind: 'ACCESS_ENDS_SOON', targetIsYou: true })).toBe(
      'Your access to \u201cProject License\u201d ends on 2026-03-31 at 22:00 UTC.',
    );
    expect(notificationText({ ...facts, kind: 'REVOCATION_FAILED', targetIsYou: true })).toBe(
      'A target refuses to take your access to \u201cProject License\u201d away.',
    );
  });
});
