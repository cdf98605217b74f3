import {
  ExemptGuestInput,
  GovernGuestInput,
  HoldGuestInput,
  UpdateGuestLifecycleInput,
} from '@gatehouse/schema/identity/guest.inputs';
import { GuestLifecyclePayload } from '@gatehouse/schema/identity/guest.payloads';
import { GuestForecastArgs, type GuestForecastRequest } from '@gatehouse/schema/identity/guest-lifecycle.filters';
import { GUEST_LIFECYCLE_SETTINGS_ID, GuestLifecycleSettings } from '@gatehouse/schema/identity/guest-lifecycle-settings.entity';
import { GuestLifecycle } from '@gatehouse/schema/identity/guest-lifecycle.entity';
import { UserPayload } from '@gatehouse/schema/identity/identity.payloads';
import { User } from '@gatehouse/schema/identity/user.entity';
import { addDuration } from '@gatehouse/schema/rules/duration';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../../kernel/graphql/act.ts';
import { May, SignedIn } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { connection, node } from '../../../kernel/read/read.ts';
import { foreseen } from './guest-lifecycle.read.ts';
import * as guests from './guest.service.ts';

const GuestLifecycleConnection = connectionOf('GuestLifecycle', () => GuestLifecycle);
const FORESEEN = 'P30D';

@Resolver()
export class GuestResolver {
  @Query(() => GuestLifecycleSettings, { description: 'What becomes of guests who lose their last access.' })
  @May('organization.read')
  guestLifecycle(@Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return node(GuestLifecycleSettings, op, GUEST_LIFECYCLE_SETTINGS_ID, info);
  }

  @Query(() => GuestLifecycleConnection, {
    description: 'Guests you may see who will be blocked, or deleted, until a day if nothing happens: the soonest first.',
  })
  @SignedIn()
  guestForecast(
    @Args(() => GuestForecastArgs) args: GuestForecastRequest,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return connection(GuestLifecycle, op, args, info, foreseen(args.step, args.until ?? addDuration(op.now, FORESEEN)));
  }

  @Mutation(() => UserPayload, { description: 'Holds a guest: nothing becomes of them until a day. Or ends that.' })
  @May('organization.manage')
  holdGuest(
    @Arg('input', () => HoldGuestInput, { description: 'Whom, and until when.' }) input: HoldGuestInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { user: User }, (change) => guests.holdGuest(change, input));
  }

  @Mutation(() => UserPayload, { description: 'Exempts a guest: they stay whatever becomes of their access. Or ends that.' })
  @May('organization.manage')
  exemptGuest(
    @Arg('input', () => ExemptGuestInput, { description: 'Whom.' }) input: ExemptGuestInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { user: User }, (change) => guests.exemptGuest(change, input));
  }

  @Mutation(() => UserPayload, { description: 'Says whether what becomes of a guest follows from their access.' })
  @May('organization.manage')
  governGuest(
    @Arg('input', () => GovernGuestInput, { description: 'Whom.' }) input: GovernGuestInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { user: User }, (change) => guests.governGuest(change, input));
  }

  @Mutation(() => GuestLifecyclePayload, {
    description: 'Changes what becomes of guests who lose their last access. Their days count from now at the earliest.',
  })
  @May('organization.manage')
  updateGuestLifecycle(
    @Arg('input', () => UpdateGuestLifecycleInput, { description: 'What changes.' }) input: UpdateGuestLifecycleInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { guestLifecycle: GuestLifecycleSettings }, (change) =>
      guests.updateGuestLifecycle(change, input),
    );
  }
}
