import { Check, Entity, Index } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Group } from '../identity/group.entity.ts';
import { User } from '../identity/user.entity.ts';
import { ApproverKind, ApproverRole } from '../rules/vocabulary.ts';
import { Count, One, Word } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { PolicyStage } from './policy-stage.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** Who a stage asks, as the policy names them. */
@Entity()
@ObjectType({ description: 'Who a stage asks, as the policy names them.' })
@Check({ name: 'policy_approver_user', expression: `("kind" = 'USER') = ("user_id" is not null)` })
@Check({ name: 'policy_approver_group', expression: `("kind" = 'GROUP') = ("group_id" is not null)` })
@Check({
  name: 'policy_approver_level',
  expression: `("kind" = 'MANAGER') = ("manager_level" is not null) and ("manager_level" is null or "manager_level" between 1 and 2)`,
})
@IdPrefix('pla')
export class PolicyApprover extends Row {
  @One(() => PolicyStage, 'The stage.', { onDelete: 'cascade' })
  @Index()
  stage!: PolicyStage;

  @Word(ApproverRole, 'In which part.')
  role!: Exclude<ApproverRole, 'REASSIGNED'>;

  @Word(ApproverKind, 'How they are named.')
  kind!: ApproverKind;

  @One(() => User, 'USER: who.', { nullable: true })
  @Index()
  user: User | null = null;

  @One(() => Group, 'GROUP: which.', { nullable: true })
  @Index()
  group: Group | null = null;

  @Count('MANAGER: 1 for the manager, 2 for the manager\u2019s manager.', { nullable: true })
  managerLevel: number | null = null;
}
