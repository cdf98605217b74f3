import { AssignmentPolicyVersionListArgs } from './assignment-policy.filters.ts';
import { AccessRequestListArgs } from '../requests/access-request.filters.ts';
import { AccessRequest } from '../requests/access-request.entity.ts';
import { AssignmentListArgs } from '../assignments/assignment.filters.ts';
import { Assignment } from '../assignments/assignment.entity.ts';
import { type Connection } from '../shared/connections.ts';
import { Collection, type Opt } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, OneToMany } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { AccessPackage } from '../catalog/access-package.entity.ts';
import { PolicyState } from '../rules/vocabulary.ts';
import { Count, One, Paged, Text, Word } from '../shared/columns.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { AssignmentPolicyVersion } from './assignment-policy-version.entity.ts';
import './policies.enums.ts';
import { IdPrefix } from '../shared/ids.ts';

/** Who may get a package and how. What it says stands in its versions; a request keeps the version it began with. */
@Entity()
@ObjectType({ implements: Node, description: 'Who may get a package, who approves, and for how long.' })
@IdPrefix('pol')
export class AssignmentPolicy extends VersionedRow {
  @One(() => AccessPackage, 'The package it is for.', { onDelete: 'cascade' })
  @Index()
  accessPackage!: AccessPackage;

  @Text('What people call it.')
  name!: string;

  @Text('What it is for.', { nullable: true })
  description: string | null = null;

  @Word(PolicyState, 'In use or not.', { default: 'ENABLED' })
  state: PolicyState & Opt = 'ENABLED';

  @Count('Where several policies fit somebody, the lowest number wins.', { default: 100 })
  priority: number & Opt = 100;

  @ManyToOne({ entity: () => AssignmentPolicyVersion, nullable: true, deleteRule: 'set null' })
  @Field(() => AssignmentPolicyVersion, { description: 'What it says now.' })
  currentVersion: AssignmentPolicyVersion | null = null;

  @OneToMany({ entity: () => AssignmentPolicyVersion, mappedBy: 'policy' })
  @Paged(
    () => AssignmentPolicyVersion,
    'AssignmentPolicyVersion',
    'What it says and said, as far as you may see it; the latest first.',
    () => AssignmentPolicyVersionListArgs,
  )
  versions = new Collection<AssignmentPolicyVersion>(this);

  @Paged(() => Assignment, 'Assignment', 'The assignments under it, as far as you may see them.', () => AssignmentListArgs)
  assignments!: Connection<Assignment>;

  @Paged(() => AccessRequest, 'AccessRequest', 'The requests under it, as far as you may see them.', () => AccessRequestListArgs)
  accessRequests!: Connection<AccessRequest>;
}
