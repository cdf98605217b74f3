import { Field, ObjectType } from 'type-graphql';
import { Payload } from '../shared/inputs.ts';
import { GuestLifecycleSettings } from './guest-lifecycle-settings.entity.ts';

@ObjectType({ description: 'What becomes of guests now.' })
export class GuestLifecyclePayload extends Payload {
  @Field(() => GuestLifecycleSettings, { nullable: true, description: 'The settings; null where it was refused.' })
  guestLifecycle!: GuestLifecycleSettings | null;
}
