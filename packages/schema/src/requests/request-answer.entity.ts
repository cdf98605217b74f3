import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType, Field } from 'type-graphql';
import { PolicyQuestion } from '../policies/policy-question.entity.ts';
import { One } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { AccessRequest } from './access-request.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** One answer of a requester. Personal text: may be erased. */
@Entity()
@ObjectType({ description: 'One answer of a requester.' })
@Unique({ name: 'request_answer_once', properties: ['request', 'question'] })
@IdPrefix('ans')
export class RequestAnswer extends Row {
  @One(() => AccessRequest, 'The request.', { onDelete: 'cascade' })
  request!: AccessRequest;

  @One(() => PolicyQuestion, 'The question.')
  @Index()
  question!: PolicyQuestion;

  /** One value for texts and single choices, any number for multiple choices. */
  @Property({ type: 'array', columnType: 'text[]' })
  @Field(() => [String], { description: 'What was answered: one value, or several for a multiple choice.' })
  values!: string[];

  @Field(() => String, {
    description: 'What was answered, as one text: of a choice what was shown, in the language of the reader.',
  })
  value!: string;
}
