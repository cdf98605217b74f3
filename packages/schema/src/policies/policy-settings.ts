/**
 * What a policy sets, as columns of its version. A new setting is a property here (its type, column, default and description), in
 * the interface that the rules read, and in the input. All that reads or writes settings goes by the metadata of these classes, and
 * what a property is set to here is the default of its column too.
 */
import { Embeddable, Property } from '@mikro-orm/decorators/legacy';
import { Field } from 'type-graphql';
import { DEFAULT_EXTENSION_WINDOW } from '../rules/extension-window.ts';
import { type ExpirationSettings, type RequesterSettings } from '../rules/policy.ts';
import { ExpirationKind } from '../rules/vocabulary.ts';
import { Flag, Span, Text, Time, Word } from '../shared/columns.ts';
import { Duration } from '../shared/scalars.ts';

/** Who may ask, and how. Whom it names for that are parties of the version. */
@Embeddable()
export class PolicyRequesting implements Omit<RequesterSettings, 'onBehalfUserIds'> {
  @Flag('May people in scope ask for themselves?')
  selfAdd = true;

  @Flag('May holders ask to keep it for longer?')
  selfExtend = true;

  @Flag('May holders give it up?')
  selfRemove = true;

  @Flag('May a manager ask for their reports?')
  managerOnBehalf = false;

  @Flag('May the requester choose a later start or a sooner end?')
  customSchedule = true;

  @Flag('Must a requester say why?')
  justificationRequired = false;

  @Flag('Does a manager\u2019s own request on behalf count as their approval?')
  onBehalfPreApproves = false;

  @Property({ type: 'array', columnType: 'text[]', default: [] })
  @Field(() => [String], {
    description:
      'What a requester must have proved at their issuer, as it says in `acr` or `amr`; one of these is enough. Empty: nothing.',
  })
  proofs: readonly string[] = [];

  @Span('How long ago at most they proved it; null: at any time since they signed in.', { nullable: true })
  proofWithin: string | null = null;
}

/** When access ends by itself, and whether it may be kept for longer. */
@Embeddable()
export class PolicyExpiration implements ExpirationSettings {
  @Word(ExpirationKind, 'How access under it ends.', { name: 'expiration' })
  kind!: ExpirationKind;

  @Time('ON_DATE: when.', { nullable: true })
  endsAt: Date | null = null;

  @Text('ON_DATE: the time zone the day was meant in.', { nullable: true })
  timeZone: string | null = null;

  @Span('AFTER_DURATION: for how long.', { nullable: true })
  duration: string | null = null;

  @Flag('May it be extended?')
  extensionAllowed = true;

  @Flag('Does an extension need approval?')
  extensionNeedsApproval = true;

  @Span('How long before the end an extension, or where none is allowed a fresh request, may be asked for.')
  extensionWindow: string = DEFAULT_EXTENSION_WINDOW;

  @Span('How long access may last in all, counted from its first start; null: as long as it is extended.', { nullable: true })
  extensionCeiling: string | null = null;

  @Property({ type: 'array', columnType: 'text[]' })
  @Field(() => [Duration], { description: 'How long before the end its holders are told.' })
  nearExpiryNotices: readonly string[] = ['P14D', 'P1D'];
}

/** Settings as somebody says them: null and what is left out say nothing. */
type Said<T> = { readonly [K in keyof T]?: T[K] | null };

/** Settings as they were said, and by default where nothing was said. */
export function settingsSaid<T extends object>(defaults: T, said: Said<T>): T {
  const of = (key: string) => said[key as keyof T] ?? defaults[key as keyof T];
  return Object.fromEntries(Object.keys(defaults).map((key) => [key, of(key)])) as T;
}
