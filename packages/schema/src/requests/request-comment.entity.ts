import { Entity, Index, ManyToOne } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { User } from '../identity/user.entity.ts';
import { One, Text } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { AccessRequest } from './access-request.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** One message between approvers and requester. Personal text: may be erased. */
@Entity()
@ObjectType({ description: 'One message between approvers and requester.' })
@Index({ name: 'request_comment_thread', properties: ['request', 'id'] })
@IdPrefix('cmt')
export class RequestComment extends Row {
  @One(() => AccessRequest, 'The request.', { onDelete: 'cascade' })
  request!: AccessRequest;

  @ManyToOne({ entity: () => User, deleteRule: 'restrict', updateRule: 'no action' })
  @Field(() => User, { nullable: true, description: 'Who wrote it; null where you may not know who decides.' })
  author!: User;

  @Text('What they wrote.')
  text!: string;
}
