import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { ASSIGNMENT_MACHINE } from '@gatehouse/schema/rules/assignment-machine';
import { accessBeganAt, deliveryStep, removalStep, type DeliveredGrant } from '@gatehouse/schema/rules/delivery';
import { transition } from '@gatehouse/schema/rules/machine';
import { expiryNotices } from '@gatehouse/schema/rules/near-expiry';
import { endOfAccess } from '@gatehouse/schema/rules/schedule';
import { sql } from 'kysely';
import { type Change } from '../../kernel/change.ts';
import { lockRows } from '../../kernel/lock.ts';
import { aboutAssignment, announceAssignment } from './announce-assignment.ts';

/**
 * Looks how far an assignment's delivery or removal has come, from its grants, and writes what follows: when the access
 * began and so when it ends, its state, and that it came to rest. The assignment must be locked.
 */
export async function settle(change: Change, assignment: Assignment): Promise<void> {
  await change.em.flush();
  const removal = assignment.state === 'ENDING' || assignment.state === 'EXPIRED';
  const grants = await carriedGrants(change, assignment, removal);
  if (!removal) await startClock(change, assignment, grants);
  const step = removal ? removalStep(grants) : deliveryStep(grants);
  if (step.assignmentEvent && assignment.state !== 'EXPIRED') {
    const next = transition(ASSIGNMENT_MACHINE, assignment.state, step.assignmentEvent);
    // DELIVERED stays DELIVERED: a grant that another assignment needed again settles here too.
    if (next.ok) moveTo(change, assignment, next.state);
  }
  await announceAssignment(change, assignment);
  if (!step.requestEvent) return;
  await change.em.flush();
  await change.publish({
    name: 'assignmentSettled',
    assignmentId: assignment.id,
    direction: removal ? 'REMOVAL' : 'DELIVERY',
    event: step.requestEvent,
  });
}

/**
 * Looks again at assignments that are being taken away and whose grants this one carries from now on: what is carried by
 * another counts as gone from them (domain §2), whether or not their target can be reached.
 */
export async function settleTakenOver(change: Change, assignment: Assignment): Promise<void> {
  await change.em.flush();
  const { rows } = await sql<{ id: string }>`
    select distinct a.id from grant_carrier mine
      join grant_carrier theirs on theirs.grant_id = mine.grant_id and theirs.ended_at is not null
      join assignment a on a.id = theirs.assignment_id and a.state = 'ENDING'
    where mine.assignment_id = ${assignment.id} and mine.ended_at is null`.execute(change.em.getKysely());
  for (const ending of await lockRows(
    change,
    Assignment,
    rows.map(({ id }) => id),
  )) {
    await change.em.populate(ending, ['accessPackage']);
    await settle(change, ending);
  }
}

function moveTo(change: Change, assignment: Assignment, state: Assignment['state']): void {
  if (assignment.state === state) return;
  assignment.state = state;
  change.audit({ ...aboutAssignment(assignment), action: 'assignment.settled', details: { state } });
}

/** The first grant that becomes true starts the clock of a duration; the end may come sooner by a fixed date. */
async function startClock(change: Change, assignment: Assignment, grants: readonly DeliveredGrant[]): Promise<void> {
  if (assignment.deliveredAt !== null) return;
  const began = accessBeganAt(grants, assignment.startsAt);
  if (began === null) return;
  assignment.deliveredAt = began;
  assignment.expiresAt = endOfAccess(assignment, began);
  await planNotices(change, assignment);
}

/** Sets when the next near-expiry notice of an assignment falls due; called whenever its end moves. */
export async function planNotices(change: Change, assignment: Assignment): Promise<void> {
  const version = assignment.policyVersion ? await change.em.findOne(AssignmentPolicyVersion, assignment.policyVersion.id) : null;
  const notices = expiryNotices({
    startsAt: assignment.deliveredAt ?? assignment.startsAt,
    expiresAt: assignment.expiresAt,
    notices: version?.expiry.nearExpiryNotices ?? [],
  });
  assignment.nextNoticeAt = notices.find(({ at }) => at > change.now)?.at ?? null;
}

async function carriedGrants(change: Change, assignment: Assignment, ended: boolean): Promise<DeliveredGrant[]> {
  const carriers = await change.em.find(
    GrantCarrier,
    { assignment, ...(ended ? {} : { endedAt: null }) },
    { populate: ['grant'], refresh: true },
  );
  const others = await change.em.find(GrantCarrier, {
    grant: { $in: carriers.map(({ grant }) => grant.id) },
    assignment: { $ne: assignment },
    endedAt: null,
  });
  const shared = new Set(others.map(({ grant }) => grant.id));
  return carriers.map(({ grant }) => ({
    state: grant.state,
    carriedByOthers: shared.has(grant.id),
    activeSince: grant.activeAt,
  }));
}
