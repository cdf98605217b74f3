import { ObjectType } from 'type-graphql';
import { type Ability, Can } from '../shared/ability.ts';

@ObjectType({ description: 'What you may do with a manual task.' })
export class ManualTaskAbilities {
  @Can('Say that it is done, or that it cannot be.')
  close!: Ability;
}
