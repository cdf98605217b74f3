import { AccessRequestListArgs } from '../requests/access-request.filters.ts';
import { AccessRequest } from '../requests/access-request.entity.ts';
import { type Connection } from '../shared/connections.ts';
import { Collection } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { AccessPackage } from '../catalog/access-package.entity.ts';
import { User } from '../identity/user.entity.ts';
import { AssignmentPolicyVersion } from '../policies/assignment-policy-version.entity.ts';
import { AssignmentPolicy } from '../policies/assignment-policy.entity.ts';
import { AssignmentState } from '../rules/vocabulary.ts';
import { Computed, Many, One, Paged, Span, Time, Word } from '../shared/columns.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { DateTime } from '../shared/scalars.ts';
import { AssignmentAbilities } from './assignment.abilities.ts';
import { AssignmentReason } from './assignment-reason.entity.ts';
import { Grant } from './grant.entity.ts';
import './assignments.enums.ts';
import { IdPrefix } from '../shared/ids.ts';

const LIVE = `('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED')`;
/** Those, and a delivery that failed: it ends at its end as well. */
const OPEN = `('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED', 'DELIVERY_FAILED')`;

/** A user holds a package from a start to an end, for one or more reasons. */
@Entity()
@ObjectType({ implements: Node, description: 'A user holds a package from a start to an end.' })
@Unique({
  name: 'assignment_one_live',
  expression: `create unique index "assignment_one_live" on "assignment" ("target_id", "access_package_id") where "state" in ${LIVE}`,
})
@Index({ name: 'assignment_target_page', properties: ['target', 'createdAt', 'id'] })
@Index({ name: 'assignment_package_page', properties: ['accessPackage', 'createdAt', 'id'] })
@Index({
  name: 'assignment_package_end',
  expression: `create index "assignment_package_end" on "assignment" ("access_package_id", "expires_at") where "expires_at" is not null`,
})
@Index({ name: 'assignment_page', properties: ['createdAt', 'id'] })
@Index({
  name: 'assignment_due',
  expression: `create index "assignment_due" on "assignment" ("expires_at") where "state" in ${OPEN} and "expires_at" is not null`,
})
@Index({
  name: 'assignment_notice_due',
  expression: `create index "assignment_notice_due" on "assignment" ("next_notice_at") where "state" in ${OPEN} and "next_notice_at" is not null`,
})
@IdPrefix('asg')
export class Assignment extends VersionedRow {
  @Word(AssignmentState, 'Where it stands as of now.')
  state!: AssignmentState;

  @One(() => User, 'Who holds it.')
  target!: User;

  @One(() => AccessPackage, 'What they hold.')
  accessPackage!: AccessPackage;

  @One(() => AssignmentPolicy, 'Under which policy; null where that policy is gone.', { nullable: true, onDelete: 'set null' })
  @Index()
  policy: AssignmentPolicy | null = null;

  @ManyToOne({ entity: () => AssignmentPolicyVersion, nullable: true, deleteRule: 'set null' })
  @Index()
  policyVersion: AssignmentPolicyVersion | null = null;

  @Many(() => AssignmentReason, 'assignment', 'Why they hold it; it ends with the last of them.')
  reasons = new Collection<AssignmentReason>(this);

  @Time('From when.')
  startsAt!: Date;

  @Time('Until when; null: not on a date, or not known before it is delivered.', { nullable: true })
  expiresAt: Date | null = null;

  /** AFTER_DURATION: how long, counted from `deliveredAt`; `expiresAt` is set when that is known. */
  @Span('For how long from its delivery, where it was given by length.', { nullable: true })
  duration: string | null = null;

  /** The old end that its last extension was counted from: until it is reached, nothing is extended again. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  extendedFrom: Date | null = null;

  @Time('When its first right became true.', { nullable: true })
  deliveredAt: Date | null = null;

  @Time('When it ended.', { nullable: true })
  endedAt: Date | null = null;

  /** When the next near-expiry notice is due. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  nextNoticeAt: Date | null = null;

  @Computed(() => DateTime, 'Since when a right it carries is lost in its target, behind our back; null: none is.', {
    nullable: true,
  })
  lostAt!: Date | null;

  @Computed(() => [Grant], 'The rights it carries.')
  grants!: Grant[];

  @Paged(
    () => AccessRequest,
    'AccessRequest',
    'The requests that made, changed or ended it, as far as you may see them.',
    () => AccessRequestListArgs,
  )
  accessRequests!: Connection<AccessRequest>;

  @Computed(() => AssignmentAbilities, 'What you may do with it.')
  viewerCan!: AssignmentAbilities;
}
