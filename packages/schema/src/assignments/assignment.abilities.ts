import { ObjectType } from 'type-graphql';
import { Ability, Can } from '../shared/ability.ts';

@ObjectType({ description: 'What you may do with an assignment.' })
export class AssignmentAbilities {
  @Can('Ask to keep it for longer, or prolong it with the right to.')
  extend!: Ability;

  @Can('End it: give it up, or take it away.')
  end!: Ability;

  @Can('Change the answers given for it.')
  updateAnswers!: Ability;

  @Can('Have a failed delivery tried again.')
  reprocess!: Ability;
}
