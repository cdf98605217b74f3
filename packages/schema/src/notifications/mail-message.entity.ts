import { type Opt } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { Mail, Text, Time, Word } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { MailState } from './notifications.enums.ts';
import { Notification } from './notification.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** The outbox: a mail to be sent once. Written in the transaction of what it tells; forgotten a while after it was sent. */
@Entity()
@ObjectType({ description: 'A mail to you. Shown in demo mode alone, where mails leave for a folder and not for your mailbox.' })
@Index({
  name: 'mail_message_due',
  expression: `create index "mail_message_due" on "mail_message" ("next_try_at") where "state" = 'QUEUED'`,
})
@Index({
  name: 'mail_message_sent',
  expression: `create index "mail_message_sent" on "mail_message" ("sent_at") where "state" = 'SENT'`,
})
@IdPrefix('mail')
export class MailMessage extends Row {
  @ManyToOne({ entity: () => Notification, nullable: true, deleteRule: 'set null' })
  @Index()
  notification: Notification | null = null;

  @Mail('To whom.')
  to!: string;

  @Text('What it is about.')
  subject!: string;

  @Text('What it says, as plain text.')
  text!: string;

  @Text('What it says, as a page.')
  html!: string;

  @Word(MailState, 'Whether it left.', { default: 'QUEUED' })
  state: MailState & Opt = 'QUEUED';

  @Property({ type: 'integer', default: 0 })
  attempts: number & Opt = 0;

  /** How often the mail server said no; being away does not count. */
  @Property({ type: 'integer', default: 0 })
  refusals: number & Opt = 0;

  @Property({ type: 'text', nullable: true })
  lastError: string | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  nextTryAt: Date | null = null;

  @Time('When it left.', { nullable: true })
  sentAt: Date | null = null;
}
