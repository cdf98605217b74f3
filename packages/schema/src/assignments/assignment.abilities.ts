import { ObjectType } from 'type-graphql';
import type { Ability } from '../shared/ability.ts';
import { Can } from '../shared/ability.ts';

@ObjectType({ description: 'What you may do with an assignment.' })
export class AssignmentAbilities {
  @Can('Ask to keep your own access for longer.')
  extend!: Ability;

  @Can('Give your own access up.')
  giveUp!: Ability;

  @Can('Ask to keep it for longer, for somebody who reports to you.')
  extendForThem!: Ability;

  @Can('End it for somebody on whose behalf you may ask.')
  endForThem!: Ability;

  @Can('Take it away, with a role in the catalog.')
  end!: Ability;

  @Can('Move its end, with a role in the catalog.')
  changeEnd!: Ability;

  @Can('Change the answers given for it.')
  editAnswers!: Ability;
}
