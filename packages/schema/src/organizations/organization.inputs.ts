import { IsOptional, Length, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { DomainRuleKind, OrganizationState, SponsorKind } from '../rules/vocabulary.ts';
import { ActingInput, Kept, LIMITS, Line, Name, OneLine, Parts, Prose, Secret, Switch, UpdateInput } from '../shared/inputs.ts';

/** How long a domain can be, by the rules of the DNS. */
const LONGEST_DOMAIN = 253;
/** The most domains, issuers and sponsors of one organization. */
const MOST = 200;

@InputType({ description: 'A mail domain of an organization.' })
export class OrganizationDomainInput {
  @Field(() => String, { description: 'The domain, such as "northwind.example". A sub-domain is one of its own.' })
  @Length(1, LONGEST_DOMAIN)
  @OneLine()
  domain!: string;

  @Line('The address of one of its issuers, where people of the domain sign in; null: they are sent a code by mail.')
  issuer?: string | null;
}

@InputType({ description: 'Where people of an organization sign in, by OpenID Connect.' })
export class OrganizationIssuerInput {
  // No URL, which would be spelled anew: it is compared letter by letter.
  @Name('The address of the issuer, as its tokens name it.')
  issuer!: string;

  @Name('As whom Gatehouse is known there.')
  clientId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The secret Gatehouse shows there; nobody reads it back. Left out: as it was, or none.',
  })
  @IsOptional()
  @MaxLength(LIMITS.text)
  @Secret()
  clientSecret?: string | null;

  @Line('An issuer of several organizations: the claim that says whose a token is, such as "tid" or "hd".')
  tenantClaim?: string | null;

  @Line('What that claim must say.')
  tenantValue?: string | null;
}

@InputType({ description: 'Who is to vouch for the people of an organization. Name a user or a group.' })
export class OrganizationSponsorInput {
  @Field(() => SponsorKind, { description: 'INTERNAL: a member. EXTERNAL: a guest of that organization.' })
  kind!: SponsorKind;

  @Field(() => ID, { nullable: true, description: 'The user.' })
  userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The group: those in it of that kind.' })
  groupId?: string | null;
}

@InputType({ description: 'A new connected organization.' })
export class CreateConnectedOrganizationInput extends ActingInput {
  @Name('What people call it; no two are called alike.')
  name!: string;

  @Prose('What you work on with it.')
  description?: string | null;

  @Field(() => OrganizationState, { nullable: true, description: 'CONFIGURED where nothing is said.' })
  state?: OrganizationState | null;

  @Parts(() => OrganizationDomainInput, 'The mail domains of its people.', { limit: MOST })
  domains?: OrganizationDomainInput[] | null;

  @Parts(() => OrganizationIssuerInput, 'Where its people sign in.', { limit: MOST })
  issuers?: OrganizationIssuerInput[] | null;

  @Parts(() => OrganizationSponsorInput, 'Who vouches for its people.', { limit: MOST })
  sponsors?: OrganizationSponsorInput[] | null;
}

@InputType({ description: 'What changes in an organization; what is absent stays. A list that is given replaces the old one.' })
export class UpdateConnectedOrganizationInput extends UpdateInput {
  @Name('The new name.', true)
  @Kept()
  name?: string | null;

  @Prose('What you work on with it; null empties it.')
  description?: string | null;

  @Field(() => OrganizationState, { nullable: true, description: 'CONFIGURED confirms a proposed one.' })
  @Kept()
  state?: OrganizationState | null;

  @Parts(() => OrganizationDomainInput, 'All its domains.', { limit: MOST })
  @Kept()
  domains?: OrganizationDomainInput[] | null;

  @Parts(() => OrganizationIssuerInput, 'All its issuers.', { limit: MOST })
  @Kept()
  issuers?: OrganizationIssuerInput[] | null;

  @Parts(() => OrganizationSponsorInput, 'All its sponsors.', { limit: MOST })
  @Kept()
  sponsors?: OrganizationSponsorInput[] | null;
}

@InputType({ description: 'A rule about a mail domain; it replaces the one there is about the same domain.' })
export class SetDomainRuleInput extends ActingInput {
  @Field(() => String, { description: 'The domain.' })
  @Length(1, LONGEST_DOMAIN)
  @OneLine()
  domain!: string;

  @Field(() => DomainRuleKind, { description: 'Blocked or allowed.' })
  kind!: DomainRuleKind;

  @Switch('Is it said of all its sub-domains too? No where nothing is said.')
  withSubdomains?: boolean | null;

  @Prose('Why.')
  reason?: string | null;
}

@InputType({ description: 'Domains that an organization might be given.' })
export class OrganizationAdmissionInput {
  @Parts(() => OrganizationDomainInput, 'The domains.', { nullable: false, limit: MOST })
  domains!: OrganizationDomainInput[];

  @Field(() => ID, { nullable: true, description: 'The organization, where it is there already.' })
  organizationId?: string | null;

  @Field(() => OrganizationState, { nullable: true, description: 'CONFIGURED where nothing is said.' })
  state?: OrganizationState | null;
}
