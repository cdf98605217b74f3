import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { AccessPackageListArgs } from '@gatehouse/schema/catalog/access-package.filters';
import {
  AccessPackageRoleInput,
  CreateAccessPackageInput,
  RetireAccessPackageInput,
  SetAccessPackageRolesInput,
  UpdateAccessPackageInput,
} from '@gatehouse/schema/catalog/access-package.inputs';
import { AccessPackagePayload, AccessPackageRolesPreview } from '@gatehouse/schema/catalog/catalog.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { DeleteInput, DeletePayload } from '@gatehouse/schema/shared/inputs';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../../kernel/graphql/act.ts';
import { SignedIn } from '../../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { connection } from '../../../kernel/read/read.ts';
import * as packages from './access-package.service.ts';
import { packageSearch } from './package-search.ts';
import * as roles from './package-roles.service.ts';
import { BROWSE } from './package-standing.read.ts';

const AccessPackageConnection = connectionOf('AccessPackage', () => AccessPackage);

@Resolver()
export class AccessPackageResolver {
  @Query(() => AccessPackageConnection, { description: 'Access packages you may see.' })
  @SignedIn({ inCatalogs: true })
  accessPackages(
    @Args(() => AccessPackageListArgs) args: ListRequest,
    @Arg('listed', () => Boolean, {
      nullable: true,
      description: 'True: only those you could ask for, for yourself or for somebody, as on the page where one browses.',
    })
    listed: boolean | null,
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Words in any order, each in the name, the description, the catalog’s name or the name of a resource inside whose package shows you its contents; accents and capitals do not count, and six words at most do. Those named like it come first. Where nothing holds all of them, what is spelled like them is found.',
    })
    search: string | null,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return connection(AccessPackage, op, args, info, { ...(listed ? BROWSE : {}), search: packageSearch(search) });
  }

  @Query(() => AccessPackageRolesPreview, {
    description: 'What it would do to those who hold a package to give exactly these rights with it.',
  })
  @SignedIn({ inCatalogs: true })
  accessPackageRolesPreview(
    @Arg('accessPackageId', () => ID, { description: 'The package.' }) accessPackageId: string,
    @Arg('roles', () => [AccessPackageRoleInput], { description: 'All the rights it would give.' })
    wanted: AccessPackageRoleInput[],
    @Ctx() op: ViewerOperation,
  ) {
    return roles.accessPackageRolesPreview(op, accessPackageId, wanted);
  }

  @Mutation(() => AccessPackagePayload, { description: 'Makes an access package in a catalog.' })
  @SignedIn({ inCatalogs: true })
  createAccessPackage(
    @Arg('input', () => CreateAccessPackageInput, { description: 'What it is.' }) input: CreateAccessPackageInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { accessPackage: AccessPackage }, (change) => packages.createAccessPackage(change, input));
  }

  @Mutation(() => AccessPackagePayload, { description: 'Changes an access package; its rights have a mutation of their own.' })
  @SignedIn({ inCatalogs: true })
  updateAccessPackage(
    @Arg('input', () => UpdateAccessPackageInput, { description: 'What changes.' }) input: UpdateAccessPackageInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { accessPackage: AccessPackage }, (change) => packages.updateAccessPackage(change, input));
  }

  @Mutation(() => AccessPackagePayload, { description: 'Retires an access package: no new access, what is held runs out.' })
  @SignedIn({ inCatalogs: true })
  retireAccessPackage(
    @Arg('input', () => RetireAccessPackageInput, { description: 'Which one.' }) input: RetireAccessPackageInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { accessPackage: AccessPackage }, (change) => packages.retireAccessPackage(change, input));
  }

  @Mutation(() => DeletePayload, { description: 'Deletes an access package that nobody ever asked for or held.' })
  @SignedIn({ inCatalogs: true })
  deleteAccessPackage(
    @Arg('input', () => DeleteInput, { description: 'What to delete.' }) input: DeleteInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => packages.deleteAccessPackage(change, input));
  }

  @Mutation(() => AccessPackagePayload, { description: 'Replaces the rights of an access package, for those who hold it too.' })
  @SignedIn({ inCatalogs: true })
  setAccessPackageRoles(
    @Arg('input', () => SetAccessPackageRolesInput, { description: 'Which rights, from now on.' })
    input: SetAccessPackageRolesInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { accessPackage: AccessPackage }, (change) => roles.setAccessPackageRoles(change, input));
  }
}
