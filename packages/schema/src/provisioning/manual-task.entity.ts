import { type Opt } from '@mikro-orm/core';
import { Entity, Index, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { User } from '../identity/user.entity.ts';
import { ManualTaskState } from '../rules/vocabulary.ts';
import { Computed, One, Text, Time, Word } from '../shared/columns.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { ManualTaskAbilities } from './manual-task.abilities.ts';
import { ProvisioningOperation } from './provisioning-operation.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** Something a person must do in a target that has no connector of its own. */
@Entity()
@ObjectType({ implements: Node, description: 'Something a person must do in a target that no program reaches.' })
@Unique({ name: 'manual_task_once', properties: ['operation'] })
@Index({
  name: 'manual_task_open_page',
  expression: `create index "manual_task_open_page" on "manual_task" ("created_at", "id") where "state" = 'OPEN'`,
})
@IdPrefix('tsk')
export class ManualTask extends VersionedRow {
  @One(() => ProvisioningOperation, 'What it makes true: whose right, and which.', { onDelete: 'cascade' })
  operation!: ProvisioningOperation;

  @Word(ManualTaskState, 'Where it stands.', { default: 'OPEN' })
  state: ManualTaskState & Opt = 'OPEN';

  @One(() => User, 'Who did or refused it.', { nullable: true })
  closedBy: User | null = null;

  /** Personal text: may be erased. */
  @Text('What they noted.', { nullable: true })
  note: string | null = null;

  @Time('When they did.', { nullable: true })
  closedAt: Date | null = null;

  @Computed(() => ManualTaskAbilities, 'What you may do with it.')
  viewerCan!: ManualTaskAbilities;
}
