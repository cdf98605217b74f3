import { Field, ID, InterfaceType, ObjectType, Int } from 'type-graphql';
import { User } from '../identity/user.entity.ts';
import { FailedGate } from '../requests/failed-gate.ts';
import { DecisionKind, WarningCode } from '../rules/vocabulary.ts';
import { publishEnum } from './enums.ts';
import { DateTime } from './scalars.ts';

/** Every way an acting mutation refuses. A change of this list is a change of the API. */
export const UserErrorCode = {
  NOT_FOUND: 'NOT_FOUND',
  INVALID: 'INVALID',
  STALE_VERSION: 'STALE_VERSION',
  WRONG_STATE: 'WRONG_STATE',
  NAME_TAKEN: 'NAME_TAKEN',
  IN_USE: 'IN_USE',
  CYCLE: 'CYCLE',
  NOT_ELIGIBLE: 'NOT_ELIGIBLE',
  ALREADY_DECIDED: 'ALREADY_DECIDED',
  UNDO_WINDOW_OVER: 'UNDO_WINDOW_OVER',
  CONFIRMATION_REQUIRED: 'CONFIRMATION_REQUIRED',
  IDEMPOTENCY_KEY_REUSED: 'IDEMPOTENCY_KEY_REUSED',
  BUSY: 'BUSY',
  SECRETS_UNAVAILABLE: 'SECRETS_UNAVAILABLE',
  TARGET_UNREACHABLE: 'TARGET_UNREACHABLE',
} as const;
export type UserErrorCode = keyof typeof UserErrorCode;

publishEnum(UserErrorCode, 'UserErrorCode', 'Why a mutation was refused.', {
  NOT_FOUND: 'There is no such thing, or you may not see it.',
  INVALID: 'The input breaks a rule; `path` says where.',
  STALE_VERSION: 'Somebody changed it since you read it.',
  WRONG_STATE: 'It is not in a state in which this can be done.',
  NAME_TAKEN: 'The name is in use.',
  IN_USE: 'Something else depends on it.',
  CYCLE: 'Groups or managers would run in a circle.',
  NOT_ELIGIBLE: 'The request does not meet a condition; `gates` says which.',
  ALREADY_DECIDED: 'Somebody decided first.',
  UNDO_WINDOW_OVER: 'It is too late to take it back.',
  CONFIRMATION_REQUIRED: 'It would touch many; confirm what the preview shows.',
  IDEMPOTENCY_KEY_REUSED: 'The key was used before with another input.',
  BUSY: 'Of several things this one was not done, because somebody else is at work on it; try it again shortly.',
  SECRETS_UNAVAILABLE: 'This deployment has no key to encrypt a secret with.',
  TARGET_UNREACHABLE: 'The target had to be asked first, and could not be.',
});

@InterfaceType({
  description: 'Why a mutation did not do what was asked. Nothing was changed.',
  resolveType: (value: { type: string }) => value.type,
})
export abstract class UserError {
  @Field(() => UserErrorCode, { description: 'Why, as a stable code.' })
  code!: UserErrorCode;

  @Field(() => String, { description: 'Why, in a sentence.' })
  message!: string;

  @Field(() => [String], { nullable: true, description: 'Where in the input, where it is there.' })
  path!: string[] | null;
}

@ObjectType({ implements: UserError, description: 'A refusal with nothing more to say.' })
export class PlainError extends UserError {}

@ObjectType({ implements: UserError, description: 'The request does not meet every condition.' })
export class NotEligibleError extends UserError {
  @Field(() => [FailedGate], { description: 'Every condition it does not meet.' })
  gates!: FailedGate[];

  @Field(() => ID, {
    nullable: true,
    description: 'The audit event that recorded the refusal: name it to whoever you ask for help; they can look it up.',
  })
  reference?: string | null;
}

@ObjectType({ implements: UserError, description: 'Somebody decided first.' })
export class AlreadyDecidedError extends UserError {
  @Field(() => User, { nullable: true, description: 'Who, where you may see it.' })
  by!: Pick<User, 'id' | 'name'> | null;

  @Field(() => DecisionKind, { description: 'What they decided.' })
  decision!: DecisionKind;

  @Field(() => DateTime, { description: 'When.' })
  at!: Date;
}

@ObjectType({ implements: UserError, description: 'Somebody changed it since you read it.' })
export class StaleVersionError extends UserError {
  @Field(() => Int, { description: 'The version it has now; the payload holds the object as it is.' })
  currentVersion!: number;
}

/** What a refusal carries through the code; its `type` names the GraphQL type it is shown as. */
export type UserErrorData =
  | ({ type: 'PlainError' } & PlainError)
  | ({ type: 'NotEligibleError' } & NotEligibleError)
  | ({ type: 'AlreadyDecidedError' } & AlreadyDecidedError)
  | ({ type: 'StaleVersionError' } & StaleVersionError);

publishEnum(WarningCode, 'WarningCode', 'What you should think about in what you saved.', {
  APPROVER_GONE: 'An approver is blocked or has left.',
  GROUP_EMPTY: 'A group of approvers has no active member.',
  NO_OWNER: 'Owners are asked, and there is no active one.',
  NO_APPROVER: 'A stage has nobody who could decide.',
  QUORUM_TOO_LARGE: 'A stage asks for more approvals than there are people to give them.',
  NO_FALLBACK: 'A stage asks managers only, so that people without a manager cannot request.',
  OPENS_TO_EDITOR: 'It gives you access without approval, which counts once somebody else confirmed it.',
  EQUAL_RANK: 'Another policy of the same priority is for some of the same people.',
});

@ObjectType({ description: 'Something to think about in what was saved. It was saved.' })
export class Warning {
  @Field(() => WarningCode, { description: 'What, as a stable code.' })
  code!: WarningCode;

  @Field(() => String, { description: 'What, in a sentence.' })
  message!: string;

  @Field(() => [String], { nullable: true, description: 'Where in the input, where it is there.' })
  path!: string[] | null;
}
