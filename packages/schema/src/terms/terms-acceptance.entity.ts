import { Entity, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { User } from '../identity/user.entity.ts';
import { One } from '../shared/columns.ts';
import { IdPrefix } from '../shared/ids.ts';
import { Row } from '../shared/node.ts';
import { Terms } from './terms.entity.ts';

/** That somebody accepted one version, and when. */
@Entity()
@ObjectType({ description: 'That somebody accepted one version of something.' })
@Unique({ name: 'terms_acceptance_once', properties: ['user', 'terms'] })
@IdPrefix('tac')
export class TermsAcceptance extends Row {
  @One(() => User, 'Who.', { onDelete: 'cascade' })
  user!: User;

  @One(() => Terms, 'What.')
  terms!: Terms;
}
