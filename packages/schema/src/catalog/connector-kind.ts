import { Field, Float, ObjectType } from 'type-graphql';
import { ConnectorSettingType, ResourceKind } from '../rules/vocabulary.ts';
import { Json } from '../shared/scalars.ts';

@ObjectType({ description: 'One setting of a kind of target, as a form needs to know it.' })
export class ConnectorSetting {
  @Field(() => String, { description: 'Its name in `settings` or, of a secret, in `secrets`.' })
  name!: string;

  @Field(() => String, { description: 'What people call it.' })
  title!: string;

  @Field(() => String, { description: 'What it is for, in a sentence.' })
  description!: string;

  @Field(() => ConnectorSettingType, { description: 'What it is.' })
  type!: ConnectorSettingType;

  @Field(() => Boolean, { description: 'Must it be given?' })
  required!: boolean;

  @Field(() => Boolean, { description: 'Is it encrypted where it is kept, and never read back?' })
  secret!: boolean;

  @Field(() => [String], { nullable: true, description: 'The words to choose from; of a CHOICE alone.' })
  choices!: string[] | null;

  @Field(() => Json, { nullable: true, description: 'What counts where nothing is said.' })
  fallback!: unknown;

  @Field(() => Float, { nullable: true, description: 'The least: of a number its value, of a text its characters.' })
  least!: number | null;

  @Field(() => Float, { nullable: true, description: 'The most: of a number its value, of a text its characters.' })
  most!: number | null;
}

@ObjectType({ description: 'A right that things of a kind are known to have.' })
export class KnownRight {
  @Field(() => String, { description: 'What the target calls it.' })
  externalId!: string;

  @Field(() => String, { description: 'What people call it.' })
  name!: string;
}

@ObjectType({ description: 'What things of one kind are in a kind of target.' })
export class ConnectorResourceKind {
  @Field(() => ResourceKind, { description: 'Which kind of thing.' })
  kind!: ResourceKind;

  @Field(() => String, { description: 'What its external id is, in a sentence to whoever makes a resource of it.' })
  idHelp!: string;

  @Field(() => Boolean, { description: 'Is it chosen from what the target offers (`resourceOffers`)?' })
  listed!: boolean;

  @Field(() => Boolean, { description: 'Is it one of the groups of Gatehouse itself?' })
  ownGroups!: boolean;

  @Field(() => [KnownRight], { nullable: true, description: 'The rights it has; null where they are up to whoever makes it.' })
  rights!: KnownRight[] | null;
}

@ObjectType({ description: 'A kind of target that this deployment has a driver for.' })
export class ConnectorKind {
  @Field(() => String, { description: 'As `Connector.kind` names it.' })
  kind!: string;

  @Field(() => String, { description: 'What people call it.' })
  title!: string;

  @Field(() => String, { description: 'How it is reached, in a sentence.' })
  description!: string;

  @Field(() => Boolean, { description: 'Does it forget at once what is taken away? Then nothing is ever left over in it.' })
  forgetsAtOnce!: boolean;

  @Field(() => [ConnectorSetting], { description: 'What it must be told, in the order of a form.' })
  settings!: ConnectorSetting[];

  @Field(() => [ConnectorResourceKind], { description: 'What things of each kind are in it.' })
  resourceKinds!: ConnectorResourceKind[];
}
