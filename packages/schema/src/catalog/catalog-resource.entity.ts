import { Entity, Index, ManyToOne, Unique } from '@mikro-orm/decorators/legacy';
import { Row } from '../shared/node.ts';
import { Catalog } from './catalog.entity.ts';
import { Resource } from './resource.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

/** A resource that a catalog's packages may use; one resource may stand in several catalogs. */
@Entity()
@Unique({ name: 'catalog_resource_once', properties: ['catalog', 'resource'] })
@IdPrefix('crs')
export class CatalogResource extends Row {
  @ManyToOne({ entity: () => Catalog, deleteRule: 'cascade' })
  catalog!: Catalog;

  @ManyToOne({ entity: () => Resource, deleteRule: 'cascade' })
  @Index()
  resource!: Resource;
}
