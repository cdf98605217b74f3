import { NotificationPreference } from '@gatehouse/schema/notifications/notification-preference.entity';
import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { on } from '../../kernel/events/domain-events.ts';
import { type Module } from '../../kernel/module.ts';
import { demoMailRead } from './demo-mail.read.ts';
import { InboxResolver } from './inbox.resolver.ts';
import { InboxSubscription } from './inbox.subscription.ts';
import { type Noteworthy } from './noteworthy.ts';
import { NOTIFICATION_READS } from './notification.read.ts';
import { NotificationResolver } from './notification.resolver.ts';
import { notify } from './on-noteworthy.notify.ts';
import { forgetNotices } from './on-user-erased.forget-notices.ts';
import { clearNotices, clearTaskNotices } from './on-request-moved.clear-notices.ts';

/** What people are told, in the inbox and by mail. */
export const notifications: Module = {
  name: 'notifications',
  entities: [NotificationPreference, Notification],
  reads: [...NOTIFICATION_READS, demoMailRead],
  resolvers: [NotificationResolver, InboxResolver, InboxSubscription],
  handlers: [
    on('noteworthy', notify),
    on('requestMoved', clearNotices),
    on('taskClosed', clearTaskNotices),
    on('userErased', forgetNotices),
  ],
};

declare module '../../kernel/events/facts.ts' {
  interface DomainFacts {
    /** Something is to be told to people, by any noun. */
    noteworthy: Noteworthy;
  }
}
