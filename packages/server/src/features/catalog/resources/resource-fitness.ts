import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import {
  type CreateResourceInput,
  type ResourceRoleInput,
  type UpdateResourceInput,
} from '@gatehouse/schema/catalog/resource.inputs';
import { callDriver } from '../../../kernel/connectors/call-driver.ts';
import { type Fitness, type NamedResource } from '../../../kernel/connectors/port.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { Refused, refused } from '../../../kernel/refused.ts';

/** Can the target deliver to what is about to be made? Asked outside any transaction. Null: there is no such connector. */
export async function fitnessOfNew(op: ViewerOperation, input: CreateResourceInput): Promise<Fitness | null> {
  const connector = await op.em.fork().findOne(Connector, input.connectorId);
  const { kind, externalId } = input;
  return connector && ask(op, connector, { kind, externalId, roles: input.roles.map(named) });
}

/** As `fitnessOfNew`, for the rights that a resource is about to get. Null: there is none, or it gets none. */
export async function fitnessOfChanged(op: ViewerOperation, input: UpdateResourceInput): Promise<Fitness | null> {
  if (!input.roles) return null;
  const em = op.em.fork();
  const resource = await em.findOne(Resource, input.id, { populate: ['connector'] });
  if (!resource) return null;
  const present = await em.find(ResourceRole, { resource });
  const roles = input.roles.map(named);
  const isNew = ({ externalId, mode }: (typeof roles)[number]) =>
    present.every((role) => role.externalId !== externalId || role.mode !== mode);
  return roles.some(isNew) ? ask(op, resource.connector, { kind: resource.kind, externalId: resource.externalId, roles }) : null;
}

/** @throws INVALID with everything the target cannot deliver to, TARGET_UNREACHABLE where it could not be asked */
export function demandFit(fitness: Fitness | null): void {
  if (fitness?.kind === 'UNREACHABLE') {
    throw refused('TARGET_UNREACHABLE', `Its target could not be asked whether it is there: ${fitness.message}`);
  }
  if (fitness?.kind !== 'UNFIT') return;
  throw new Refused(...fitness.issues.map((issue) => ({ type: 'PlainError' as const, code: 'INVALID' as const, ...issue })));
}

function ask(op: ViewerOperation, connector: Connector, resource: NamedResource): Promise<Fitness> {
  return callDriver(op.app, connector, op.now, (driver, context) => driver.validateResource(context, resource));
}

function named({ externalId, mode }: ResourceRoleInput): NamedResource['roles'][number] {
  return { externalId, mode: mode ?? 'ACTIVE' };
}
