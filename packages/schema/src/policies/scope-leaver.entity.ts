import { Entity, Index, ManyToOne, Unique } from '@mikro-orm/decorators/legacy';
import { Assignment } from '../assignments/assignment.entity.ts';
import { Row } from '../shared/node.ts';
import { AssignmentPolicyVersion } from './assignment-policy-version.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** Access that is to end because a version of its policy left its holder out. Forgotten once it has ended, or is not to end any more. */
@Entity()
@IdPrefix('slv')
export class ScopeLeaver extends Row {
  @ManyToOne({ entity: () => Assignment, deleteRule: 'cascade', updateRule: 'no action' })
  @Unique()
  assignment!: Assignment;

  @ManyToOne({ entity: () => AssignmentPolicyVersion, deleteRule: 'cascade', updateRule: 'no action' })
  @Index()
  policyVersion!: AssignmentPolicyVersion;
}
