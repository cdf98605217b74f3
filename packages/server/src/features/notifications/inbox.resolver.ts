import { Inbox } from '@gatehouse/schema/notifications/inbox';
import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { PageArgs, connectionOf } from '@gatehouse/schema/shared/connections';
import { type GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { Args, Ctx, FieldResolver, Info, Query, Resolver } from 'type-graphql';
import { SignedIn } from '../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { connection } from '../../kernel/read/read.ts';
import { taskWaitingFor } from '../provisioning/waiting-tasks.read.ts';
import { APPROVAL_QUEUE } from '../requests/showing/approval-stage.read.ts';

const ApprovalStageConnection = connectionOf('ApprovalStage', () => ApprovalStage);
const ManualTaskConnection = connectionOf('ManualTask', () => ManualTask);
const NotificationConnection = connectionOf('Notification', () => Notification);

/**
 * What waits for the viewer, one list per kind and not one list of all kinds: each kind is shown, ordered and paged in its
 * own way, and each stays one statement over one index.
 */
@Resolver(() => Inbox)
export class InboxResolver {
  @Query(() => Inbox, { description: 'Everything that waits for you, and what you have not read yet.' })
  @SignedIn()
  inbox(): Inbox {
    return {};
  }

  @FieldResolver(() => ApprovalStageConnection, {
    description: 'Open approval stages that wait for your decision, the oldest first.',
  })
  approvals(@Args(() => PageArgs) args: PageArgs, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(ApprovalStage, op, args, info, APPROVAL_QUEUE);
  }

  @FieldResolver(() => ManualTaskConnection, { description: 'Manual tasks that you may close, the oldest first.' })
  manualTasks(@Args(() => PageArgs) args: PageArgs, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(ManualTask, op, args, info, { where: taskWaitingFor });
  }

  @FieldResolver(() => NotificationConnection, { description: 'What you were told and have not read, the latest first.' })
  unread(@Args(() => PageArgs) args: PageArgs, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(Notification, op, args, info, { where: (t) => sql`${t('readAt')} is null` });
  }
}
