import { ArrayNotEmpty } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { NotificationKind } from '../rules/vocabulary.ts';
import { ActingInput, Ids, Parts, Switch } from '../shared/inputs.ts';

@InputType({ description: 'What you have read: some notifications, or all of them.' })
export class MarkNotificationsReadInput extends ActingInput {
  @Ids('Which ones.')
  ids?: string[] | null;

  @Switch('All that you were told so far; instead of `ids`.')
  all?: boolean | null;
}

@InputType({ description: 'Whether you want a mail for one kind of notification.' })
export class MailPreferenceInput {
  @Field(() => NotificationKind, { description: 'Which kind.' })
  kind!: NotificationKind;

  @Field(() => Boolean, { description: 'Is a mail sent?' })
  mail!: boolean;
}

@InputType({ description: 'Which mails you want; kinds that are not named stay as they are.' })
export class UpdateNotificationPreferencesInput extends ActingInput {
  @Parts(() => MailPreferenceInput, 'Your choice by kind, each kind once.', { nullable: false })
  @ArrayNotEmpty()
  preferences!: MailPreferenceInput[];
}
