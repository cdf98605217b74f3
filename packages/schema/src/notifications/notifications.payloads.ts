import { Field, Int, ObjectType } from 'type-graphql';
import { NotificationKind } from '../rules/vocabulary.ts';
import { Payload } from '../shared/inputs.ts';

@ObjectType({ description: 'Whether you get a mail for one kind of notification. Your inbox has every notification anyway.' })
export class MailPreference {
  @Field(() => NotificationKind, { description: 'Which kind.' })
  kind!: NotificationKind;

  @Field(() => Boolean, { description: 'Is a mail sent?' })
  mail!: boolean;

  @Field(() => Boolean, { description: 'Can it not be switched off, because it asks for your decision?' })
  fixed!: boolean;
}

@ObjectType({ description: 'What was marked as read.' })
export class MarkNotificationsReadPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many you had not read before; null where it was refused.' })
  markedCount!: number | null;
}

@ObjectType({ description: 'Which mails you get now.' })
export class NotificationPreferencesPayload extends Payload {
  @Field(() => [MailPreference], { nullable: true, description: 'Your choice for every kind; null where it was refused.' })
  notificationPreferences!: MailPreference[] | null;
}
