import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { CatalogListArgs } from '@gatehouse/schema/catalog/catalog.filters';
import {
  AssignCatalogRoleInput,
  CreateCatalogInput,
  RemoveCatalogRoleInput,
  UpdateCatalogInput,
} from '@gatehouse/schema/catalog/catalog.inputs';
import { CatalogPayload } from '@gatehouse/schema/catalog/catalog.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { DeleteInput, DeletePayload } from '@gatehouse/schema/shared/inputs';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../../kernel/graphql/act.ts';
import { May, SignedIn } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { connection } from '../../../kernel/read/read.ts';
import * as catalogs from './catalog.service.ts';

const CatalogConnection = connectionOf('Catalog', () => Catalog);

@Resolver()
export class CatalogResolver {
  @Query(() => CatalogConnection, { description: 'Catalogs you may see.' })
  @SignedIn({ inCatalogs: true })
  catalogs(@Args(() => CatalogListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(Catalog, op, args, info);
  }

  @Mutation(() => CatalogPayload, { description: 'Makes a catalog and you its owner.' })
  @May('catalog.create')
  createCatalog(
    @Arg('input', () => CreateCatalogInput, { description: 'What it is.' }) input: CreateCatalogInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { catalog: Catalog }, (change) => catalogs.createCatalog(change, input));
  }

  @Mutation(() => CatalogPayload, { description: 'Changes a catalog.' })
  @SignedIn({ inCatalogs: true })
  updateCatalog(
    @Arg('input', () => UpdateCatalogInput, { description: 'What changes.' }) input: UpdateCatalogInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { catalog: Catalog }, (change) => catalogs.updateCatalog(change, input));
  }

  @Mutation(() => DeletePayload, { description: 'Deletes an empty catalog.' })
  @SignedIn({ inCatalogs: true })
  deleteCatalog(
    @Arg('input', () => DeleteInput, { description: 'What to delete.' }) input: DeleteInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => catalogs.deleteCatalog(change, input));
  }

  @Mutation(() => CatalogPayload, { description: 'Gives a user or a group a role in a catalog.' })
  @SignedIn({ inCatalogs: true })
  assignCatalogRole(
    @Arg('input', () => AssignCatalogRoleInput, { description: 'Which role, to whom.' }) input: AssignCatalogRoleInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { catalog: Catalog }, (change) => catalogs.assignCatalogRole(change, input));
  }

  @Mutation(() => CatalogPayload, { description: 'Takes a role in a catalog away.' })
  @SignedIn({ inCatalogs: true })
  removeCatalogRole(
    @Arg('input', () => RemoveCatalogRoleInput, { description: 'Which one.' }) input: RemoveCatalogRoleInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { catalog: Catalog }, (change) => catalogs.removeCatalogRole(change, input));
  }
}
