import { expect, test } from 'vitest';
import { auditSaid } from './audit-said.ts';
import { AUDIT_ACTIONS, auditWords } from './audit-words.ts';
import { RequestCause, RequestType } from './vocabulary.ts';

const EARLY = '2026-11-30T10:00:00.000Z';
const LATE = '2027-01-15T10:00:00.000Z';

test.each<[string, Record<string, unknown>, string]>([
  ['approval.decided', { decision: 'APPROVE', order: 1, shortenedTo: null }, 'Approved stage 1'],
  ['approval.decided', { decision: 'DENY', order: 2, shortenedTo: null }, 'Denied stage 2'],
  ['approval.decided', { decision: 'APPROVE', order: 1, shortenedTo: LATE }, 'Approved stage 1, with an end on 2027-01-15'],
  ['approval.decided', { decision: 'APPROVE' }, 'Approved'],
  ['approval.decided', { decision: 'ABSTAIN', order: 1 }, 'Decided: approved or denied'],
  ['approval.taken_back', { decision: 'DENY', order: 1 }, 'Took back a denial of stage 1'],
  ['approval.took_effect', { outcome: 'APPROVED', order: 2 }, 'Made an approval of stage 2 take effect'],
  ['approval.took_effect', { outcome: 'DENIED' }, 'Made a denial take effect'],
  ['approval.skipped', { order: 1, reason: 'PRE_APPROVED' }, 'Skipped stage 1 of the approval'],
  ['approval.stage_opened', { order: 3 }, 'Asked the approvers of stage 3'],
  ['request.submitted', { type: 'USER_ADD' }, 'Asked for access'],
  ['request.submitted', { type: 'USER_EXTEND' }, 'Asked for an extension'],
  ['request.submitted', { type: 'USER_REMOVE', cause: null }, 'Gave up access'],
  ['request.submitted', { type: 'ON_BEHALF_ADD' }, 'Asked for access for somebody else'],
  ['request.submitted', { type: 'ADMIN_REMOVE', cause: null }, 'Took access away by role'],
  ['request.submitted', { type: 'SYSTEM_REMOVE', cause: 'EXPIRY' }, 'Began to end access: its time was up'],
  ['request.refused', { type: 'USER_EXTEND', gates: [] }, 'Was refused an extension'],
  ['request.settled', { state: 'DELIVERED' }, 'Closed a request after its delivery'],
  ['request.settled', { state: 'FAILED' }, 'Closed a request whose delivery failed'],
  ['assignment.ended', { type: 'SYSTEM_REMOVE', cause: 'LIFECYCLE' }, 'Ended access: the person left'],
  ['assignment.ended', { type: 'USER_REMOVE', cause: null }, 'Ended access'],
  ['assignment.end_moved', { from: EARLY, to: LATE }, 'Moved the end of access from 2026-11-30 to 2027-01-15'],
  ['assignment.end_moved', { from: EARLY, to: EARLY.replace('10', '12') }, 'Moved the end of access within 2026-11-30'],
  ['assignment.end_moved', { from: null, to: LATE }, 'Set the end of access to 2027-01-15'],
  ['assignment.end_moved', { from: EARLY, to: null }, 'Took the end of access away, which was 2026-11-30'],
  ['of.another_version', { decision: 'APPROVE' }, 'of.another_version'],
])('6.36 %s %j is “%s”', (action, details, words) => expect(auditSaid(action, details)).toBe(words));

test('6.36 days are written as the reader writes them', () => {
  expect(auditSaid('assignment.end_moved', { from: EARLY, to: LATE }, (at) => `<${at}>`)).toBe(
    `Moved the end of access from <${EARLY}> to <${LATE}>`,
  );
});

test('6.36 whoever may not know the details reads the general words, of every action', () => {
  for (const action of AUDIT_ACTIONS) expect(auditSaid(action, {})).toBe(auditWords(action));
});

test('6.36 every type of request is asked for in words of its own, and every cause is said', () => {
  const types = Object.keys(RequestType);
  for (const action of ['request.submitted', 'request.refused']) {
    const words = types.map((type) => auditSaid(action, { type }));
    expect(new Set([...words, auditWords(action)]).size, action).toBe(types.length + 1);
  }
  const causes = Object.keys(RequestCause);
  expect(new Set(causes.map((cause) => auditSaid('assignment.ended', { cause }))).size).toBe(causes.length);
});
