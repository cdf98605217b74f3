import { ObjectType } from 'type-graphql';
import type { Ability } from '../shared/ability.ts';
import { Can } from '../shared/ability.ts';

@ObjectType({ description: 'What you may do with a version of a policy.' })
export class AssignmentPolicyVersionAbilities {
  @Can('Confirm it, so that it serves its author too.')
  confirm!: Ability;
}
