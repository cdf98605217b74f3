import { type Opt } from '@mikro-orm/core';
import { Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Row } from '../shared/node.ts';
import { MailState } from './notifications.enums.ts';
import { Notification } from './notification.entity.ts';

/** The outbox: a mail to be sent once. Written in the transaction of what it tells. */
@Entity()
@Index({ name: 'mail_message_due', expression: `create index "mail_message_due" on "mail_message" ("next_try_at") where "state" = 'QUEUED'` })
export class MailMessage extends Row {
  @ManyToOne({ entity: () => Notification, nullable: true, deleteRule: 'set null' })
  @Index()
  notification: Notification | null = null;

  @Property({ type: 'text' })
  to!: string;

  @Property({ type: 'text' })
  subject!: string;

  @Property({ type: 'text' })
  text!: string;

  @Property({ type: 'text' })
  html!: string;

  @Enum({ items: () => MailState, default: 'QUEUED' })
  state: MailState & Opt = 'QUEUED';

  @Property({ type: 'integer', default: 0 })
  attempts: number & Opt = 0;

  @Property({ type: 'text', nullable: true })
  lastError: string | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  nextTryAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  sentAt: Date | null = null;
}
