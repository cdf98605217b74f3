import { ArrayMaxSize, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { ExpirationKind, PolicyScope } from '../rules/vocabulary.ts';
import { Ids, LIMITS, Line, Parts, Switch } from '../shared/inputs.ts';
import { LONGEST_PROOF, MOST_PROOFS } from '../rules/proof.ts';
import { Duration } from '../shared/scalars.ts';
import { PolicyQuestionInput } from './policy-question.inputs.ts';
import { PolicyStageInput } from './policy-stage.inputs.ts';

@InputType({ description: 'Who may ask, and how.' })
export class PolicyRequestingInput {
  @Switch('May people in scope ask for themselves? Yes where nothing is said.')
  selfAdd?: boolean | null;

  @Switch('May holders ask to keep it for longer? Yes where nothing is said.')
  selfExtend?: boolean | null;

  @Switch('May holders give it up? Yes where nothing is said.')
  selfRemove?: boolean | null;

  @Switch('May a manager ask for their reports? No where nothing is said.')
  managerOnBehalf?: boolean | null;

  @Ids('Users who may ask for anybody it is for.')
  onBehalfUserIds?: string[] | null;

  @Switch('May the requester choose a later start or a sooner end? Yes where nothing is said.')
  customSchedule?: boolean | null;

  @Switch('Must a requester say why? No where nothing is said.')
  justificationRequired?: boolean | null;

  @Switch('Does a manager\u2019s own request on behalf count as their approval? No where nothing is said.')
  onBehalfPreApproves?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'What a requester must have proved at their issuer, as it says in `acr` or `amr`; one of these is enough. Nothing where nothing is said.',
  })
  @IsOptional()
  @ArrayMaxSize(MOST_PROOFS)
  @MaxLength(LONGEST_PROOF, { each: true })
  proofs?: string[] | null;

  @Field(() => Duration, {
    nullable: true,
    description: 'How long ago at most they proved it; at any time since they signed in where nothing is said.',
  })
  proofWithin?: string | null;
}

@InputType({ description: 'When access ends by itself, and whether it may be kept for longer.' })
export class PolicyExpirationInput {
  @Field(() => ExpirationKind, { description: 'How it ends.' })
  kind!: ExpirationKind;

  @Line('ON_DATE: the last day, as YYYY-MM-DD; access ends with the end of that day in `timeZone`.', 10)
  endsOn?: string | null;

  @Line('ON_DATE: the time zone the day is meant in, as an IANA name such as "Europe/Berlin"; UTC where nothing is said.', 64)
  timeZone?: string | null;

  @Field(() => Duration, { nullable: true, description: 'AFTER_DURATION: for how long, counted from its delivery.' })
  duration?: string | null;

  @Switch('May it be extended? Yes where nothing is said and it ends at all.')
  extensionAllowed?: boolean | null;

  @Switch('Does an extension need approval? Where nothing is said: yes if the policy has stages.')
  extensionNeedsApproval?: boolean | null;

  @Field(() => Duration, {
    nullable: true,
    description:
      'How long before the end an extension may be asked for, never longer than half of the whole; P14D where nothing is said. Where no extension is allowed, a fresh request may be made that long before.',
  })
  extensionWindow?: string | null;

  @Field(() => Duration, {
    nullable: true,
    description:
      'How long access may last in all through extensions, counted from its first start; no limit where nothing is said.',
  })
  extensionCeiling?: string | null;

  @Field(() => [Duration], {
    nullable: true,
    description: 'How long before the end its holders are told; P14D and P1D where nothing is said.',
  })
  @IsOptional()
  @ArrayMaxSize(LIMITS.list)
  nearExpiryNotices?: string[] | null;
}

@InputType({ description: 'An organization whose people a policy is for.' })
export class PolicyOrganizationInput {
  @Field(() => ID, { description: 'The organization.' })
  organizationId!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Only those with a mail address of one of these domains of it; all of them where nothing is said.',
  })
  @IsOptional()
  @ArrayMaxSize(LIMITS.list)
  domains?: string[] | null;
}

@InputType({ description: 'Everything a policy says. It is replaced as a whole.' })
export class PolicyDefinitionInput {
  @Field(() => PolicyScope, { description: 'Whom it is for.' })
  scope!: PolicyScope;

  @Ids('SPECIFIC_USERS_AND_GROUPS: users it is for.')
  scopeUserIds?: string[] | null;

  @Ids('SPECIFIC_USERS_AND_GROUPS: groups it is for.')
  scopeGroupIds?: string[] | null;

  @Parts(() => PolicyOrganizationInput, 'SPECIFIC_ORGANIZATIONS: organizations whose people it is for.')
  scopeOrganizations?: PolicyOrganizationInput[] | null;

  @Field(() => PolicyRequestingInput, { nullable: true, description: 'Who may ask, and how.' })
  @IsOptional()
  @ValidateNested()
  requesting?: PolicyRequestingInput | null;

  @Field(() => PolicyExpirationInput, { description: 'When access under it ends.' })
  @ValidateNested()
  expiration!: PolicyExpirationInput;

  @Parts(
    () => PolicyStageInput,
    'Its approval stages; none: no approval. An extension that needs approval asks the stages for EXTEND, or those for ADD where there are none.',
  )
  stages?: PolicyStageInput[] | null;

  @Parts(() => PolicyQuestionInput, 'What it asks a requester.')
  questions?: PolicyQuestionInput[] | null;
}
