import { Entity, ManyToOne, Unique } from '@mikro-orm/decorators/legacy';
import { User } from '../identity/user.entity.ts';
import { NotificationKind } from '../rules/vocabulary.ts';
import { Flag, Word } from '../shared/columns.ts';
import { Row } from '../shared/node.ts';
import { IdPrefix } from '../shared/ids.ts';

/** That somebody chose whether they want a mail for one kind of notification; the inbox always has it. */
@Entity()
@Unique({ name: 'notification_preference_once', properties: ['user', 'kind'] })
@IdPrefix('npf')
export class NotificationPreference extends Row {
  @ManyToOne({ entity: () => User, deleteRule: 'cascade' })
  user!: User;

  @Word(NotificationKind, 'Which kind.', { exposed: false })
  kind!: NotificationKind;

  @Flag('Is a mail sent? Approval mails cannot be switched off.', { exposed: false })
  mail!: boolean;
}
