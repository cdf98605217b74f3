import { describe, expect, test } from 'vitest';
import { noticeStanding, type AskingNotice } from './notice-standing.ts';
import { type NotificationKind, StageState } from './vocabulary.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 10, minute));
const ME = 'usr_me';
const OTHER = 'usr_other';
type Decisions = AskingNotice['stage']['decisions'];
const by = (userId: string, minute: number, takenBack: number | null = null): Decisions[number] => ({
  userId,
  at: at(minute),
  takenBackAt: takenBack === null ? null : at(takenBack),
});
const notice = (
  kind: NotificationKind,
  state: StageState,
  approverIds: string[],
  decisions: Decisions = [],
  readAt: Date | null = null,
) => noticeStanding({ kind, userId: ME, readAt, stage: { state, approverIds, decisions } });

describe('6.35 a notice that asks for something', () => {
  test.each(['APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED'] as const)('%s', (kind) => {
    expect(notice(kind, 'OPEN', [ME, OTHER])).toBe('LEAVE');
    expect(notice(kind, 'OPEN', [ME, OTHER], [by(OTHER, 5)]), 'a quorum still wants mine').toBe('LEAVE');
    expect(notice(kind, 'OPEN', [ME, OTHER], [by(ME, 5)]), 'I have said mine').toBe('CLEAR');
    expect(notice(kind, 'OPEN', [OTHER]), 'handed on').toBe('CLEAR');
    for (const state of Object.values(StageState).filter((one) => one !== 'OPEN'))
      expect(notice(kind, state, [ME]), state).toBe('CLEAR');
  });

  test('about a stage without an approver is done when there is one, or nothing is left to decide', () => {
    expect(notice('APPROVER_MISSING', 'OPEN', [])).toBe('LEAVE');
    expect(notice('APPROVER_MISSING', 'OPEN', [OTHER])).toBe('CLEAR');
    expect(notice('APPROVER_MISSING', 'CANCELED', [])).toBe('CLEAR');
  });

  test('comes back with a decision that is taken back, and only if that had cleared it', () => {
    const back = [by(ME, 5, 7)];
    expect(notice('APPROVAL_REQUESTED', 'OPEN', [ME], back, at(5))).toBe('BRING_BACK');
    expect(notice('APPROVAL_REQUESTED', 'OPEN', [ME], [by(OTHER, 5, 7)], at(5)), 'for all it had been cleared for').toBe(
      'BRING_BACK',
    );
    expect(notice('APPROVAL_REQUESTED', 'OPEN', [ME], back, at(4)), 'read before').toBe('LEAVE');
    expect(notice('APPROVAL_REQUESTED', 'OPEN', [ME], back, at(8)), 'read since').toBe('LEAVE');
    expect(notice('APPROVAL_REQUESTED', 'OPEN', [ME], back)).toBe('LEAVE');
    expect(notice('APPROVAL_REQUESTED', 'APPROVED', [ME], [...back, by(ME, 9)], at(5)), 'read it stays').toBe('LEAVE');
  });
});
