import { Field, ObjectType } from 'type-graphql';
import { Payload } from '../shared/inputs.ts';
import { Catalog } from './catalog.entity.ts';

@ObjectType({ description: 'A catalog as it is now.' })
export class CatalogPayload extends Payload {
  @Field(() => Catalog, { nullable: true, description: 'The catalog; null where it was refused.' })
  catalog!: Catalog | null;
}
