import { ManualTask } from './manual-task.entity.ts';
import { type Opt } from '@mikro-orm/core';
import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Grant } from '../assignments/grant.entity.ts';
import { OperationAction, OperationState } from '../rules/vocabulary.ts';
import { Computed, Count, One, Text, Time, Word } from '../shared/columns.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import './provisioning.enums.ts';
import { IdPrefix } from '../shared/ids.ts';

/** One idempotent attempt to make one grant true or untrue in its target. */
@Entity()
@ObjectType({ implements: Node, description: 'One attempt to make one grant true or untrue in its target.' })
@Unique({
  name: 'provisioning_operation_one_running',
  expression: `create unique index "provisioning_operation_one_running" on "provisioning_operation" ("grant_id") where "state" in ('QUEUED', 'RUNNING', 'WAITING', 'RETRYING')`,
})
@Index({
  name: 'provisioning_operation_due',
  expression: `create index "provisioning_operation_due" on "provisioning_operation" ("next_try_at") where "state" in ('QUEUED', 'RUNNING', 'RETRYING')`,
})
@Index({ name: 'provisioning_operation_page', properties: ['createdAt', 'id'] })
@IdPrefix('opn')
export class ProvisioningOperation extends VersionedRow {
  @One(() => Grant, 'The grant.', { onDelete: 'cascade' })
  @Index()
  grant!: Grant;

  @Word(OperationAction, 'Give or take.')
  action!: OperationAction;

  @Word(OperationState, 'Where it stands.', { default: 'QUEUED' })
  state: OperationState & Opt = 'QUEUED';

  /** The grant's fence when it was queued: it acts only while that is still the grant's. */
  @Property({ type: 'integer' })
  fence!: number;

  @Count('How often the target refused it.', { default: 0 })
  refusals: number & Opt = 0;

  @Count('How often it was tried.', { default: 0 })
  attempts: number & Opt = 0;

  @Text('What the target last said when it refused or could not be reached.', { nullable: true })
  lastError: string | null = null;

  @Time('When it is tried next.', { nullable: true })
  nextTryAt: Date | null = null;

  @Time('When it was over.', { nullable: true })
  finishedAt: Date | null = null;

  @Computed(() => ManualTask, 'The task of whoever does it by hand, where somebody must and you may see it.', { nullable: true })
  manualTask!: ManualTask | null;
}
