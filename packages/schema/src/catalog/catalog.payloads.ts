import { Field, Int, ObjectType } from 'type-graphql';
import { Payload } from '../shared/inputs.ts';
import { AccessPackage } from './access-package.entity.ts';
import { Catalog } from './catalog.entity.ts';
import { Connector } from './connector.entity.ts';
import { Resource } from './resource.entity.ts';

@ObjectType({ description: 'A catalog as it is now.' })
export class CatalogPayload extends Payload {
  @Field(() => Catalog, { nullable: true, description: 'The catalog; null where it was refused.' })
  catalog!: Catalog | null;
}

@ObjectType({ description: 'A target system as it is now.' })
export class ConnectorPayload extends Payload {
  @Field(() => Connector, { nullable: true, description: 'The connector; null where it was refused.' })
  connector!: Connector | null;
}

@ObjectType({ description: 'Whether a target system could be reached.' })
export class TestConnectorPayload extends ConnectorPayload {
  @Field(() => Boolean, { nullable: true, description: 'Could it? Null where it was not tried.' })
  reachable!: boolean | null;

  @Field(() => String, { nullable: true, description: 'What the target said, where it could not be reached or refused.' })
  message!: string | null;
}

@ObjectType({ description: 'A resource as it is now.' })
export class ResourcePayload extends Payload {
  @Field(() => Resource, { nullable: true, description: 'The resource; null where it was refused.' })
  resource!: Resource | null;
}

@ObjectType({ description: 'A catalog and a resource that came into it or left it.' })
export class CatalogResourcePayload extends CatalogPayload {
  @Field(() => Resource, { nullable: true, description: 'The resource; null where it was refused.' })
  resource!: Resource | null;
}

@ObjectType({ description: 'An access package as it is now.' })
export class AccessPackagePayload extends Payload {
  @Field(() => AccessPackage, { nullable: true, description: 'The package; null where it was refused.' })
  accessPackage!: AccessPackage | null;
}

@ObjectType({ description: 'What a change of a package\u2019s rights would do to those who hold it.' })
export class AccessPackageRolesPreview {
  @Field(() => Int, { description: 'How many live assignments would gain or lose a right.' })
  assignments!: number;

  @Field(() => Int, { description: 'How many rights would be given in the targets: those that nobody holds by another way.' })
  grantsAdded!: number;

  @Field(() => Int, { description: 'How many rights would be taken away in the targets.' })
  grantsRemoved!: number;

  @Field(() => Boolean, { description: 'Does the change need the confirmation?' })
  confirmationRequired!: boolean;

  @Field(() => String, {
    description: 'Says that you have seen this; good until the package changes or more people are touched.',
  })
  confirmation!: string;
}
