import { mayAnywhere } from '@gatehouse/schema/rules/permissions';
import { tokenReaches, tokenWrites } from '@gatehouse/schema/rules/token-scope';
import { type GraphQLField, type GraphQLSchema } from 'graphql';
import { demandAbility } from '../authz/demand.ts';
import { type Operation } from '../operation.ts';
import { forbidden, unauthenticated } from '../refused.ts';
import { permissionOf, type Permission } from './permission.ts';

/**
 * Puts every root field behind its declared permission. A root field that declares none stops the start: deny by default.
 * @throws Error naming every undeclared root field.
 */
export function guardRoots(schema: GraphQLSchema): void {
  const undeclared: string[] = [];
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of roots) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const permission = permissionOf(field);
      if (!permission) undeclared.push(`${type?.name}.${field.name}`);
      else guard(field, permission, type === schema.getMutationType());
    }
  }
  if (undeclared.length > 0) throw new Error(`Root fields without a declared permission: ${undeclared.join(', ')}`);
}

function guard(field: GraphQLField<unknown, Operation>, permission: Permission, writes: boolean): void {
  const { resolve, subscribe } = field;
  if (resolve) {
    field.resolve = (source, args, op, info) => {
      demand(permission, op, writes);
      return resolve(source, args, op, info);
    };
  }
  if (subscribe) {
    field.subscribe = (source, args, op, info) => {
      demand(permission, op, writes);
      return subscribe(source, args, op, info);
    };
  }
}

function demand(permission: Permission, op: Operation, writes: boolean): void {
  if (permission.kind === 'public') return;
  const { viewer } = op;
  if (!viewer) throw unauthenticated();
  if (writes) demandAbility(tokenWrites(viewer));
  if (!reachesCatalogs(permission)) demandAbility(tokenReaches(viewer));
  if (viewer.kind === 'SYSTEM') return;
  if (permission.kind === 'member' && viewer.kind === 'GUEST') throw forbidden('Only members may do this.');
  if (permission.kind === 'action') demandAbility(mayAnywhere(viewer, permission.action));
}

/** Is it for tokens too that are confined to some catalogs? An action is asked of the roles, which are narrowed to these. */
function reachesCatalogs(permission: Permission): boolean {
  return permission.kind === 'action' || (permission.kind === 'signedIn' && permission.inCatalogs);
}
