import { Field, ObjectType } from 'type-graphql';
import { AbilityCode } from '../rules/vocabulary.ts';
import { publishEnum } from './enums.ts';
import { DateTime } from './scalars.ts';

publishEnum(AbilityCode, 'AbilityCode', 'Why you may do something, or why not.', {
  ROLE: 'Yes: a role of yours allows it.',
  OWN: 'Yes: it is yours, about you or about somebody you answer for.',
  APPROVER: 'Yes: you are asked to decide it, or decided it.',
  SYSTEM: 'Yes: the system does it.',
  NOT_PERMITTED: 'No: none of your roles allows it.',
  TOKEN_READ_ONLY: 'No: your token may only read.',
  TOKEN_CONFINED: 'No: your token is for some catalogs, and this lies outside of them.',
  WRONG_STATE: 'No: it is not in a state in which this can be done.',
  NOT_YOURS: 'No: it is for others to do.',
  NOT_FOR_YOURSELF: 'No: nobody does this for themself.',
  ALREADY_DECIDED: 'No: somebody decided it, or you did.',
  LAPSED: 'No: the time to decide is over.',
  WINDOW_OVER: 'No: the time in which it could be taken back is over.',
  TOO_EARLY: 'Not yet; `from` says from when.',
  NOT_ALLOWED_BY_POLICY: 'No: the policy does not allow it.',
  NO_BYPASS_RIGHT: 'No: you were not given the right to bypass approval.',
  NOT_OWNER_OF_RESOURCE: 'No: you do not own the resource.',
});

/** An answer to "may I?" with its reason, so that a page can say why a button is missing. */
@ObjectType({ description: 'Whether you may do something, and why not.' })
export class Ability {
  @Field(() => Boolean, { description: 'May you?' })
  allowed!: boolean;

  @Field(() => AbilityCode, { description: 'Why, or why not, as a stable code.' })
  code!: AbilityCode;

  @Field(() => String, { description: 'Why, or why not, in a sentence.' })
  reason!: string;

  @Field(() => DateTime, { nullable: true, description: 'From when it will be possible, where it is only too early.' })
  from?: Date | null;
}

/** A field of an abilities type. */
export const Can = (description: string) => Field(() => Ability, { description });
