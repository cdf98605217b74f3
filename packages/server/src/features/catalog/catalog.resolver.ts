import { CatalogFilter, CatalogOrder } from '@gatehouse/schema/catalog/catalog.filters';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import {
  AssignCatalogRoleInput, CreateCatalogInput, RemoveCatalogRoleInput, UpdateCatalogInput,
} from '@gatehouse/schema/catalog/catalog.inputs';
import { CatalogPayload } from '@gatehouse/schema/catalog/catalog.payloads';
import { PageArgs, connectionOf } from '@gatehouse/schema/shared/connections';
import { DeleteInput, DeletePayload } from '@gatehouse/schema/shared/inputs';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../graphql/act.ts';
import { Roles, SignedIn } from '../../graphql/permission.ts';
import { type ViewerOperation } from '../../operation.ts';
import { connection } from '../../read/read.ts';
import * as catalogs from './catalog.service.ts';

const CatalogConnection = connectionOf('Catalog', () => Catalog);

@Resolver()
export class CatalogResolver {
  @Query(() => CatalogConnection, { description: 'Catalogs you may see.' })
  @SignedIn()
  catalogs(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => CatalogFilter, { nullable: true, description: 'Which ones.' }) filter: CatalogFilter | null,
    @Arg('orderBy', () => [CatalogOrder], { nullable: true, description: 'In which order.' }) orderBy: CatalogOrder[] | null,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return connection(Catalog, op, { ...page, filter, orderBy }, info);
  }

  @Mutation(() => CatalogPayload, { description: 'Makes a catalog and you its owner.' })
  @Roles('ADMINISTRATOR', 'CATALOG_CREATOR')
  createCatalog(@Arg('input', () => CreateCatalogInput) input: CreateCatalogInput, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return act(op, info, input, { catalog: Catalog }, (change) => catalogs.createCatalog(change, input));
  }

  @Mutation(() => CatalogPayload, { description: 'Changes a catalog.' })
  @SignedIn()
  updateCatalog(@Arg('input', () => UpdateCatalogInput) input: UpdateCatalogInput, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return act(op, info, input, { catalog: Catalog }, (change) => catalogs.updateCatalog(change, input));
  }

  @Mutation(() => DeletePayload, { description: 'Deletes an empty catalog.' })
  @SignedIn()
  deleteCatalog(@Arg('input', () => DeleteInput) input: DeleteInput, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return act(op, info, input, {}, (change) => catalogs.deleteCatalog(change, input));
  }

  @Mutation(() => CatalogPayload, { description: 'Gives a user or a group a role in a catalog.' })
  @SignedIn()
  assignCatalogRole(@Arg('input', () => AssignCatalogRoleInput) input: AssignCatalogRoleInput, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return act(op, info, input, { catalog: Catalog }, (change) => catalogs.assignCatalogRole(change, input));
  }

  @Mutation(() => CatalogPayload, { description: 'Takes a role in a catalog away.' })
  @SignedIn()
  removeCatalogRole(@Arg('input', () => RemoveCatalogRoleInput) input: RemoveCatalogRoleInput, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return act(op, info, input, { catalog: Catalog }, (change) => catalogs.removeCatalogRole(change, input));
  }
}
