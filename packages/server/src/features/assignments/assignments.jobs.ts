import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { isLiveAssignment, LIVE_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { expiryNotices } from '@gatehouse/schema/rules/near-expiry';
import { type Change } from '../../kernel/change.ts';
import { dueJob } from '../../kernel/jobs/each-due.ts';
import { lockRow } from '../../kernel/lock.ts';

/** Tells holders that their access ends soon, once per notice of the policy and end. */
export const nearExpiryNotices = dueJob({
  name: 'near-expiry-notices',
  phase: 'WARN',
  schedule: '30 * * * * *',
  description: 'Tells people that access of theirs ends soon.',
  entity: Assignment,
  due: 'nextNoticeAt',
  where: { state: { $in: [...LIVE_ASSIGNMENT_STATES] } },
  handle: sendNotice,
});

async function sendNotice(change: Change, assignmentId: string, dueAt: Date): Promise<void> {
  const found = await change.em.findOneOrFail(Assignment, assignmentId);
  await lockRow(change, User, found.target.id);
  const assignment = (await lockRow(change, Assignment, assignmentId))!;
  if (assignment.nextNoticeAt === null || assignment.nextNoticeAt > change.now) return;
  const version = assignment.policyVersion ? await change.em.findOne(AssignmentPolicyVersion, assignment.policyVersion.id) : null;
  const { expiresAt } = assignment;
  const startsAt = assignment.deliveredAt ?? assignment.startsAt;
  const notices = expiryNotices({ startsAt, expiresAt, notices: version?.expiry.nearExpiryNotices ?? [] });
  const due = notices.find(({ at }) => at.getTime() === dueAt.getTime());
  assignment.nextNoticeAt = notices.find(({ at }) => at > dueAt)?.at ?? null;
  // After the end "ends soon" would be untrue.
  if (!due || expiresAt === null || !isLiveAssignment(assignment.state, expiresAt, change.now)) return;
  await change.em.flush();
  await change.publish({
    name: 'noteworthy',
    kind: 'ACCESS_ENDS_SOON',
    userIds: [assignment.target.id],
    assignmentId,
    occurrence: `${due.notice}@${expiresAt.toISOString()}`,
  });
}
