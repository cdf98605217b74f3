import { ObjectType } from 'type-graphql';
import type { Ability } from '../shared/ability.ts';
import { Can } from '../shared/ability.ts';

@ObjectType({ description: 'What you may do with a token.' })
export class ApiTokenAbilities {
  @Can('Revoke it.')
  revoke!: Ability;
}
