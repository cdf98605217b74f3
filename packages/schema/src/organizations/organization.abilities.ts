import { ObjectType } from 'type-graphql';
import type { Ability } from '../shared/ability.ts';
import { Can } from '../shared/ability.ts';

@ObjectType({ description: 'What you may do with a connected organization.' })
export class OrganizationAbilities {
  @Can('Change it: its name, state, domains, sign-in and sponsors.')
  edit!: Ability;

  @Can('Delete it.')
  delete!: Ability;
}
