import { expect, test } from 'vitest';
import { ALWAYS_MAILED, isAlwaysMailed, wantsMail } from './mail-preference.ts';
import { NotificationKind } from './vocabulary.ts';

test.each(Object.values(NotificationKind))('%s is mailed to whoever chose nothing, or wants it', (kind) => {
  expect(wantsMail(kind, null)).toBe(true);
  expect(wantsMail(kind, true)).toBe(true);
});

test.each(Object.values(NotificationKind))('%s can be switched off unless it asks for a decision', (kind) => {
  expect(wantsMail(kind, false)).toBe(isAlwaysMailed(kind));
});

test('three kinds ask for a decision', () => {
  expect([...ALWAYS_MAILED].sort()).toEqual(['APPROVAL_ESCALATED', 'APPROVAL_REMINDER', 'APPROVAL_REQUESTED']);
});
