import { CatalogResource } from '@gatehouse/schema/catalog/catalog-resource.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { ResourceOwner } from '@gatehouse/schema/catalog/resource-owner.entity';
import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { NO_LEFT_OVER } from '@gatehouse/schema/rules/adoption';
import { type AdoptedGrantEnd, type LostGrants, type ResourceKind } from '@gatehouse/schema/rules/vocabulary';
import { DIRECTORY } from '../../features/provisioning/drivers/directory/built-in.ts';
import { type Change } from '../../kernel/change.ts';
import { type ConnectorDriver } from '../../kernel/connectors/port.ts';

/** A connector to be made. */
export interface ConnectorPlan {
  name: string;
  kind: string;
  environment?: string | null;
  isDefault?: boolean;
  adoptedGrantEnd?: AdoptedGrantEnd;
  lostGrants?: LostGrants;
  leftOverFor?: string;
  settings?: Record<string, unknown>;
  /** Sealed already. */
  secrets?: Record<string, string>;
}

/** Makes a connector. */
export function buildConnector(change: Change, plan: ConnectorPlan): Connector {
  const driver = change.app.connectors.all().find(({ kind }) => kind === plan.kind);
  return change.create(Connector, { ...(driver?.transactional && { leftOverFor: NO_LEFT_OVER }), ...plan });
}

/** The default connector of a kind that every deployment has; made where there is none. */
export async function defaultConnector(
  change: Change,
  { kind, builtIn }: Pick<ConnectorDriver, 'kind' | 'builtIn'>,
): Promise<Connector> {
  const found = await change.em.findOne(Connector, { kind, isDefault: true });
  if (found) return found;
  const connector = buildConnector(change, { name: builtIn ?? kind, kind, isDefault: true });
  await change.em.flush();
  return connector;
}

/** A resource to be made, in the directory where no connector is named. */
export interface ResourcePlan {
  name: string;
  kind?: ResourceKind;
  connector?: { id: string };
  /** Where it stands in the directory as a group; its external id is that group's. */
  group?: { id: string };
  externalId?: string;
  description?: string | null;
  launchUrl?: string | null;
  /** Names of the rights it can grant; "Member" where nothing is said. */
  roles?: readonly string[];
  owners?: readonly { id: string }[];
  /** Catalogs whose packages may use it. */
  catalogs?: readonly { id: string }[];
}

/** A resource with the rights it can grant. */
export interface BuiltResource {
  resource: Resource;
  /** By the names in the plan, in that order. */
  roles: ResourceRole[];
}

/** Makes a resource with its rights and owners, and puts it into catalogs. */
export async function buildResource(change: Change, plan: ResourcePlan): Promise<BuiltResource> {
  const { em } = change;
  const connector = plan.connector ? em.getReference(Connector, plan.connector.id) : await defaultConnector(change, DIRECTORY);
  const resource = change.create(Resource, {
    connector,
    kind: plan.kind ?? (plan.group ? 'GROUP' : 'APPLICATION'),
    externalId: plan.externalId ?? plan.group?.id ?? slug(plan.name),
    group: plan.group ? em.getReference(Group, plan.group.id) : null,
    name: plan.name,
    description: plan.description ?? null,
    launchUrl: plan.launchUrl ?? null,
  });
  const roles = (plan.roles ?? ['Member']).map((name) => change.create(ResourceRole, { resource, name, externalId: slug(name) }));
  for (const { id } of plan.owners ?? []) {
    change.create(ResourceOwner, {
      resource,
      ...(id.startsWith('usr_') ? { user: em.getReference(User, id) } : { group: em.getReference(Group, id) }),
    });
  }
  for (const { id } of plan.catalogs ?? []) change.create(CatalogResource, { catalog: em.getReference(Catalog, id), resource });
  return { resource, roles };
}

/** Sales Portal → sales-portal */
function slug(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
}
