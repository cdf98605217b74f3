import { type Opt } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { AccessPackage } from '../catalog/access-package.entity.ts';
import { Catalog } from '../catalog/catalog.entity.ts';
import { Principal } from '../identity/principal.entity.ts';
import { Computed, IdText, Open, Text, Time, Word } from '../shared/columns.ts';
import { User } from '../identity/user.entity.ts';
import { Node, Row } from '../shared/node.ts';
import { AccessRequest } from '../requests/access-request.entity.ts';
import { AuditOutcome } from './audit.enums.ts';
import { IdPrefix } from '../shared/ids.ts';

/**
 * Who did what to what, when, on whose behalf, with which outcome. Written in the transaction of the change,
 * append-only (a trigger refuses change and removal), and free of personal text: ids, codes and salted hashes only.
 * References are plain ids without foreign keys, because evidence outlives what it speaks of.
 */
@Entity()
@ObjectType({ implements: Node, description: 'Evidence: who did what to what, when, with which outcome.' })
@Index({ name: 'audit_event_page', properties: ['at', 'id'] })
@Index({ name: 'audit_event_actor', properties: ['actorPrincipal', 'at', 'id'] })
@Index({ name: 'audit_event_action', properties: ['action', 'at', 'id'] })
@Index({ name: 'audit_event_subject', properties: ['subjectId', 'id'] })
@Index({
  name: 'audit_event_request',
  expression: `create index "audit_event_request" on "audit_event" ("request_id", "id") where "request_id" is not null`,
})
@Index({
  name: 'audit_event_target',
  expression: `create index "audit_event_target" on "audit_event" ("target_id", "id") where "target_id" is not null`,
})
@Index({
  name: 'audit_event_catalog',
  expression: `create index "audit_event_catalog" on "audit_event" ("catalog_id", "id") where "catalog_id" is not null`,
})
@IdPrefix('aud')
export class AuditEvent extends Row {
  @Time('When it happened. A job run as of another instant records that instant here and the real one in `createdAt`.')
  at!: Date;

  @Text('What was done, as a code: `request.submitted`, `approval.decided` …')
  action!: string;

  @Word(AuditOutcome, 'Whether it was done or refused.', { default: 'DONE' })
  outcome: AuditOutcome & Opt = 'DONE';

  @ManyToOne({ entity: () => Principal, deleteRule: 'restrict' })
  actorPrincipal!: Principal;

  @Computed(() => User, 'Who did it; null where the system did.', { nullable: true })
  actor!: User | null;

  @Field(() => String, { description: 'What kind of thing it was done to, as the name of its type.' })
  @Property({ type: 'text' })
  subjectType!: string;

  @IdText('The id of the thing it was done to; `subject` is that thing.')
  subjectId!: string;

  @IdText('The id of the request it belongs to.', { nullable: true })
  requestId: string | null = null;

  @IdText('The id of whose access it is about.', { nullable: true })
  targetId: string | null = null;

  @IdText('The id of the package it is about.', { nullable: true })
  accessPackageId: string | null = null;

  @IdText('The id of the catalog it is about.', { nullable: true })
  catalogId: string | null = null;

  @Computed(() => Node, 'The thing it was done to, where it is still there and yours to see.', { nullable: true })
  subject!: Node | null;

  @Computed(() => AccessRequest, 'The request it belongs to, where it is yours to see.', { nullable: true })
  request!: AccessRequest | null;

  @Computed(() => User, 'Whose access it is about.', { nullable: true })
  target!: User | null;

  @Computed(() => AccessPackage, 'The package it is about, where it is still there and yours to see.', { nullable: true })
  accessPackage!: AccessPackage | null;

  @Computed(() => Catalog, 'The catalog it is about, where it is still there and yours to see.', { nullable: true })
  catalog!: Catalog | null;

  @Open('What else is known: ids, codes, times and hashes, never personal text.')
  details: Record<string, unknown> & Opt = {};
}
