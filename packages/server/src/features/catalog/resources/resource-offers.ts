import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { OFFERS_PAGE, type ResourceOffers, type ResourceOffersArgs } from '@gatehouse/schema/catalog/resource-offer';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { may } from '@gatehouse/schema/rules/permissions';
import { demandAbility } from '../../../kernel/authz/demand.ts';
import { callDriver } from '../../../kernel/connectors/call-driver.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';

/** What a target offers to be made a resource, with what is one already. Null: there is no such connector. */
export async function resourceOffers(op: ViewerOperation, args: ResourceOffersArgs): Promise<ResourceOffers | null> {
  demandAbility(may(op.viewer, 'resource.manage'));
  const em = op.em.fork();
  const connector = await em.findOne(Connector, args.connectorId);
  if (!connector) return null;
  const query = { kind: args.kind, text: args.text?.trim() ?? '', after: args.after ?? null, first: OFFERS_PAGE };
  const answer = await callDriver(
    op.app,
    connector,
    op.now,
    async (driver, context) => (await driver.list?.(context, query)) ?? { kind: 'OFFERS' as const, found: [], next: null },
  );
  if (answer.kind === 'UNREACHABLE') return { nodes: [], next: null, problem: answer.message };
  const ids = answer.found.map(({ externalId }) => externalId);
  const taken = await em.find(Resource, { connector, externalId: { $in: ids } });
  const names = new Map(taken.map(({ externalId, name }) => [externalId, name]));
  const nodes = answer.found.map((one) => ({ ...one, takenBy: names.get(one.externalId) ?? null }));
  return { nodes, next: answer.next, problem: null };
}
