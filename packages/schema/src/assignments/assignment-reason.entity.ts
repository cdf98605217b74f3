import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { AccessRequest } from '../requests/access-request.entity.ts';
import { ReasonKind } from '../rules/vocabulary.ts';
import { One, Time, Word } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { Assignment } from './assignment.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** One reason for which somebody holds a package. A rule will be another kind of reason, with its own column. */
@Entity()
@ObjectType({ description: 'One reason for which somebody holds a package.' })
@IdPrefix('rsn')
export class AssignmentReason extends Row {
  @One(() => Assignment, 'The assignment.', { onDelete: 'cascade' })
  @Index()
  assignment!: Assignment;

  @Word(ReasonKind, 'What kind of reason.')
  kind!: ReasonKind;

  @One(() => AccessRequest, 'REQUEST: which.', { nullable: true })
  @Index()
  request: AccessRequest | null = null;

  @Time('When it stopped being one.', { nullable: true })
  endedAt: Date | null = null;
}
