import { ObjectType } from 'type-graphql';
import type { Ability } from '../shared/ability.ts';
import { Can } from '../shared/ability.ts';

@ObjectType({ description: 'What you may do with a user.' })
export class UserAbilities {
  @Can('Change their name, mail, manager and attributes.')
  edit!: Ability;

  @Can('Block their sign-in, or unblock it.')
  block!: Ability;

  @Can('Delete or restore them.')
  delete!: Ability;

  @Can('Say what becomes of a guest: hold them, exempt them, or have them follow from their access.')
  govern!: Ability;
}
