import { Entity, Index } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { User } from '../identity/user.entity.ts';
import { One, Text } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { AccessRequest } from './access-request.entity.ts';

/** One message between approvers and requester. Personal text: may be erased. */
@Entity()
@ObjectType({ description: 'One message between approvers and requester.' })
@Index({ name: 'request_comment_thread', properties: ['request', 'id'] })
export class RequestComment extends Row {
  @One(() => AccessRequest, 'The request.', { onDelete: 'cascade' })
  request!: AccessRequest;

  @One(() => User, 'Who wrote it.')
  author!: User;

  @Text('What they wrote.')
  text!: string;
}
