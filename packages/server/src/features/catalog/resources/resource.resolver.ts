import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { CatalogResourcePayload, ResourcePayload } from '@gatehouse/schema/catalog/catalog.payloads';
import { ResourceOffers, ResourceOffersArgs } from '@gatehouse/schema/catalog/resource-offer';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { ResourceListArgs } from '@gatehouse/schema/catalog/resource.filters';
import {
  AddResourceInput,
  CreateResourceInput,
  RemoveResourceInput,
  UpdateResourceInput,
} from '@gatehouse/schema/catalog/resource.inputs';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { DeleteInput, DeletePayload } from '@gatehouse/schema/shared/inputs';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../../kernel/graphql/act.ts';
import { May, SignedIn } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { connection } from '../../../kernel/read/read.ts';
import * as inCatalogs from '../catalogs/catalog-resource.service.ts';
import { fitnessOfChanged, fitnessOfNew } from './resource-fitness.ts';
import { resourceOffers } from './resource-offers.ts';
import * as resources from './resource.service.ts';

const ResourceConnection = connectionOf('Resource', () => Resource);

@Resolver()
export class ResourceResolver {
  @Query(() => ResourceConnection, {
    description: 'Resources you may see: those of your catalogs, those you own, those you are given.',
  })
  @SignedIn({ inCatalogs: true })
  resources(@Args(() => ResourceListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(Resource, op, args, info);
  }

  @Query(() => ResourceOffers, {
    nullable: true,
    description:
      'What a target offers to be made a resource: of the kinds that are `listed`. Null where there is no such target.',
  })
  @May('resource.manage')
  resourceOffers(@Args(() => ResourceOffersArgs) args: ResourceOffersArgs, @Ctx() op: ViewerOperation) {
    return resourceOffers(op, args);
  }

  @Mutation(() => ResourcePayload, { description: 'Makes a resource with its rights and owners.' })
  @May('resource.manage')
  async createResource(
    @Arg('input', () => CreateResourceInput, { description: 'What it is.' }) input: CreateResourceInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    const fitness = await fitnessOfNew(op, input);
    return act(op, info, input, { resource: Resource }, (change) => resources.createResource(change, input, fitness));
  }

  @Mutation(() => ResourcePayload, { description: 'Changes a resource, its rights or its owners.' })
  @May('resource.manage')
  async updateResource(
    @Arg('input', () => UpdateResourceInput, { description: 'What changes.' }) input: UpdateResourceInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    const fitness = await fitnessOfChanged(op, input);
    return act(op, info, input, { resource: Resource }, (change) => resources.updateResource(change, input, fitness));
  }

  @Mutation(() => DeletePayload, { description: 'Deletes a resource that no package gives and nobody ever had.' })
  @May('resource.manage')
  deleteResource(
    @Arg('input', () => DeleteInput, { description: 'What to delete.' }) input: DeleteInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => resources.deleteResource(change, input));
  }

  @Mutation(() => CatalogResourcePayload, {
    description: 'Brings a resource into a catalog: by an owner of both, or an administrator.',
  })
  @SignedIn({ inCatalogs: true })
  addResource(
    @Arg('input', () => AddResourceInput, { description: 'Which resource, into which catalog.' }) input: AddResourceInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { catalog: Catalog, resource: Resource }, (change) => inCatalogs.addResource(change, input));
  }

  @Mutation(() => CatalogResourcePayload, { description: 'Takes a resource out of a catalog whose packages give nothing of it.' })
  @SignedIn({ inCatalogs: true })
  removeResource(
    @Arg('input', () => RemoveResourceInput, { description: 'Which resource, out of which catalog.' }) input: RemoveResourceInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { catalog: Catalog, resource: Resource }, (change) => inCatalogs.removeResource(change, input));
  }
}
