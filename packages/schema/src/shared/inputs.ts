import { ArrayMaxSize, IsOptional, Length, Matches, MaxLength, ValidateBy, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, type ClassType } from 'type-graphql';
import { isOneLine, NOT_ONE_LINE } from '../rules/one-line.ts';
import { UserError } from './errors.ts';
import { LIMITS } from './limits.ts';

export { LIMITS };

/** What every acting mutation takes beside its own fields. */
@InputType()
export abstract class ActingInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Makes a retry safe: the same key and input act once and give the same answer, for 30 days. Only what was done is kept: a refusal is judged again under the same key. Another input under the key is IDEMPOTENCY_KEY_REUSED.',
  })
  @IsOptional()
  @Length(1, LIMITS.key)
  idempotencyKey?: string | null;
}

/** What every update takes. */
@InputType()
export abstract class UpdateInput extends ActingInput {
  @Field(() => ID, { description: 'What to change.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'The version you read; refused as STALE_VERSION where it has changed since.' })
  expectedVersion?: number | null;
}

@InputType({ description: 'What to delete.' })
export class DeleteInput extends UpdateInput {}

/** What every acting mutation answers beside the changed object. */
@ObjectType()
export abstract class Payload {
  @Field(() => [UserError], { description: 'Why it was refused; empty where it was done.' })
  errors!: UserError[];
}

@ObjectType({ description: 'What was deleted.' })
export class DeletePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id of what was deleted.' })
  deletedId!: string | null;
}

/** A text in which everything is to be seen; one rule for all names, those of imports too. */
export function OneLine() {
  return ValidateBy({
    name: 'oneLine',
    validator: { validate: (text) => typeof text !== 'string' || isOneLine(text), defaultMessage: () => NOT_ONE_LINE },
  });
}

const kept = new WeakMap<object, Set<string>>();

/** In an update: what is left out stays, and null, which would say nothing, is refused. */
export function Kept() {
  return (target: object, key: string): void => {
    kept.set(target, (kept.get(target) ?? new Set()).add(key));
  };
}

/** The fields of an input in which null is refused. */
export function keptFields(input: object): string[] {
  const prototype = Object.getPrototypeOf(input) as object | null;
  return prototype ? [...(kept.get(prototype) ?? []), ...keptFields(prototype)] : [];
}

const secret = new WeakMap<object, Set<string>>();

/** What this field of an input holds is secret: not even a hash of it is kept that could be guessed at. */
export function Secret() {
  return (target: object, key: string): void => {
    secret.set(target, (secret.get(target) ?? new Set()).add(key));
  };
}

/** The fields of an input that hold secrets. */
export function secretFields(input: object): string[] {
  const prototype = Object.getPrototypeOf(input) as object | null;
  return prototype ? [...(secret.get(prototype) ?? []), ...secretFields(prototype)] : [];
}

/** A name somebody gives. */
export function Name(description: string, nullable = false) {
  return (target: object, key: string): void => {
    Field(() => String, { description, nullable })(target, key);
    if (nullable) IsOptional()(target, key);
    Length(1, LIMITS.name)(target, key);
    Matches(/\S/, { message: 'It needs more than blanks.' })(target, key);
    OneLine()(target, key);
  };
}

/** A longer text somebody writes. */
export function Prose(description: string, limit: number = LIMITS.description) {
  return (target: object, key: string): void => {
    Field(() => String, { description: `${description} At most ${limit} characters.`, nullable: true })(target, key);
    IsOptional()(target, key);
    MaxLength(limit)(target, key);
  };
}

/** A short text somebody writes: one line, optional. */
export function Line(description: string, limit: number = LIMITS.name) {
  return (target: object, key: string): void => {
    Field(() => String, { description: `${description} At most ${limit} characters.`, nullable: true })(target, key);
    IsOptional()(target, key);
    MaxLength(limit)(target, key);
    OneLine()(target, key);
  };
}

/** Ids of several things of one kind, optional. */
export function Ids(description: string) {
  return (target: object, key: string): void => {
    Field(() => [ID], { description: `${description} At most ${LIMITS.list}.`, nullable: true })(target, key);
    IsOptional()(target, key);
    ArrayMaxSize(LIMITS.list)(target, key);
  };
}

/** Several things of one nested input type; each is validated by its own class. */
export function Parts(type: () => ClassType, description: string, options: { nullable?: boolean; limit?: number } = {}) {
  const { nullable = true, limit = LIMITS.list } = options;
  return (target: object, key: string): void => {
    Field(() => [type()], { description: `${description} At most ${limit}.`, nullable })(target, key);
    if (nullable) IsOptional()(target, key);
    ArrayMaxSize(limit)(target, key);
    ValidateNested({ each: true })(target, key);
  };
}

/** A yes or no that may be left out. */
export function Switch(description: string) {
  return (target: object, key: string): void => Field(() => Boolean, { description, nullable: true })(target, key);
}
