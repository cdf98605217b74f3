import { MailMessage } from '@gatehouse/schema/notifications/mail-message.entity';
import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { NotificationListArgs } from '@gatehouse/schema/notifications/notification.filters';
import {
  MarkNotificationsReadInput,
  UpdateNotificationPreferencesInput,
} from '@gatehouse/schema/notifications/notifications.inputs';
import {
  MailPreference,
  MarkNotificationsReadPayload,
  NotificationPreferencesPayload,
} from '@gatehouse/schema/notifications/notifications.payloads';
import { PageArgs, connectionOf } from '@gatehouse/schema/shared/connections';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../kernel/graphql/act.ts';
import { SignedIn } from '../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { connection } from '../../kernel/read/read.ts';
import { mailPreferencesOf } from './mail-preferences.ts';
import * as notifications from './notifications.service.ts';

const NotificationConnection = connectionOf('Notification', () => Notification);
const MailMessageConnection = connectionOf('MailMessage', () => MailMessage);

@Resolver()
export class NotificationResolver {
  @Query(() => NotificationConnection, { description: 'What you were told, the latest first.' })
  @SignedIn()
  notifications(
    @Args(() => NotificationListArgs) args: ListRequest,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return connection(Notification, op, args, info);
  }

  @Query(() => [MailPreference], { description: 'Which notifications you get by mail too: every kind there is.' })
  @SignedIn()
  notificationPreferences(@Ctx() op: ViewerOperation) {
    return mailPreferencesOf(op.em, op.viewer.userId);
  }

  @Query(() => MailMessageConnection, {
    description: 'In demo mode the mails to you, the latest first; elsewhere empty, because they are in your mailbox.',
  })
  @SignedIn()
  demoMails(@Args(() => PageArgs) args: PageArgs, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(MailMessage, op, args, info);
  }

  @Mutation(() => MarkNotificationsReadPayload, { description: 'Marks what you were told as read.' })
  @SignedIn()
  markNotificationsRead(
    @Arg('input', () => MarkNotificationsReadInput, { description: 'What you have read.' }) input: MarkNotificationsReadInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => notifications.markNotificationsRead(change, input));
  }

  @Mutation(() => NotificationPreferencesPayload, { description: 'Chooses which notifications you get by mail too.' })
  @SignedIn()
  updateNotificationPreferences(
    @Arg('input', () => UpdateNotificationPreferencesInput, { description: 'Your choice.' })
    input: UpdateNotificationPreferencesInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => notifications.updateNotificationPreferences(change, input));
  }
}
