import { ArgsType, Field } from 'type-graphql';
import { byFlag, byId, byOne, byTime, filterFor, type FilterClass } from '../shared/filters.ts';
import { GuestStep } from '../rules/vocabulary.ts';
import { listArgs, orderFor, type ListRequest } from '../shared/orders.ts';
import { DateTime } from '../shared/scalars.ts';
import { UserFilter } from './user.filters.ts';
import './identity.enums.ts';

export const GuestLifecycleFilter: FilterClass = filterFor('GuestLifecycle', {
  id: byId('By its id.'),
  user: byOne(() => UserFilter, 'By the guest.'),
  accessUntil: byTime('By when the last of their access ends or ended.'),
  holdUntil: byTime('By until when they are held.'),
  exempt: byFlag('By whether they are exempt.'),
  blockedAt: byTime('By when they were blocked because they had no access.'),
  warnedAt: byTime('By when they were last told of their deletion.'),
});

export const GuestLifecycleOrder = orderFor('GuestLifecycle', {
  others: ['ACCESS_UNTIL', 'HOLD_UNTIL'],
  through: { USER_NAME: 'user.name' },
});

/** Arguments of the forecast: a list, what becomes of its guests, and until when. */
@ArgsType()
export class GuestForecastArgs extends listArgs(GuestLifecycleFilter, GuestLifecycleOrder) {
  @Field(() => GuestStep, { description: 'Who will be blocked, or who will be deleted?' })
  step!: GuestStep;

  @Field(() => DateTime, { nullable: true, description: 'Until when; 30 days from now where nothing is said.' })
  until?: Date | null;
}
export type GuestForecastRequest = ListRequest & GuestForecastArgs;
