import { type AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { type Resource } from '@gatehouse/schema/catalog/resource.entity';
import { type ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { type ConnectorPlan } from '@gatehouse/server/app/builders/resource';
import { provisionWorker } from '@gatehouse/server/features/provisioning/provision.worker';
import { type App } from '@gatehouse/server/kernel/operation';
import { type TestApp } from './app.ts';
import { END } from './documents.ts';
import { FaultyConnector } from './faulty-connector.ts';
import { look, type Answer } from './flow.ts';

/** A package that everybody may have without asking anybody, whose one right stands in a target of the test's own. */
export interface Delivered {
  target: FaultyConnector;
  accessPackage: AccessPackage;
  resource: Resource;
  role: ResourceRole;
  catalog: { id: string };
  connector: { id: string };
}

interface DeliveryPlan {
  kind?: 'faulty' | 'manual';
  adoptedGrantEnd?: ConnectorPlan['adoptedGrantEnd'];
  leftOverFor?: string;
  owners?: readonly { id: string }[];
}

/** Makes such a package. The target is new: nobody holds anything in it. */
export async function deliverable(t: TestApp, plan: DeliveryPlan = {}): Promise<Delivered> {
  const target = new FaultyConnector();
  if (plan.kind !== 'manual') t.app.connectors.register(target);
  const { kind = 'faulty', adoptedGrantEnd = 'KEEP', leftOverFor = 'P1D' } = plan;
  const connector = await t.world.connector({ kind, adoptedGrantEnd, leftOverFor });
  const catalog = await t.world.catalog();
  const { resource, roles } = await t.world.resource({ connector, owners: plan.owners, catalogs: [catalog] });
  const accessPackage = await t.world.package({ catalog, roles, policy: {} });
  return { target, accessPackage, resource, role: roles[0]!, catalog, connector };
}

export const OPERATIONS = `query ($filter: ProvisioningOperationFilter) { provisioningOperations(filter: $filter, first: 50, orderBy: { field: CREATED_AT }) {
  nodes { id action state attempts refusals lastError nextTryAt finishedAt grant { id state origin lastError nextTryAt activeAt user { id } } } } }`;

/** The operations about one person, oldest first, as the system sees them. */
export async function operationsOf(t: TestApp, user: { id: string }): Promise<Answer[]> {
  const filter = { grant: { user: { id: { eq: user.id } } } };
  return (await t.query<Answer>(OPERATIONS, { filter }, { as: 'system' })).provisioningOperations.nodes;
}

/** The latest grant of one person, as the system sees it. */
export async function grantOf(t: TestApp, user: { id: string }): Promise<Answer> {
  return (await operationsOf(t, user)).at(-1)?.grant;
}

/** Gives the access up that a request gave, and leaves what that queues undone. */
export async function giveUp(t: TestApp, as: { id: string }, request: { id: string }): Promise<void> {
  const { assignment } = await look(t, as, request);
  const { endAssignment } = await t.query<Answer>(END, { input: { assignmentId: assignment.id } }, { as });
  if (endAssignment.errors.length > 0) throw new Error(JSON.stringify(endAssignment.errors));
}

/** What an attempt may be made with: another process, or less patience. */
interface AttemptOptions {
  app?: App;
  limitMs?: number;
}

/** Makes the next attempt of somebody's open operation, whatever is queued. */
export async function attempt(t: TestApp, user: { id: string }, { app = t.app, limitMs }: AttemptOptions = {}): Promise<void> {
  const open = (await operationsOf(t, user)).find(({ state }) => ['QUEUED', 'RETRYING', 'RUNNING'].includes(state));
  await provisionWorker(limitMs).run(app, { operationId: open.id, attempt: open.attempts + 1 }, t.clock.now());
}

/** Tries again whatever is due by now. */
export async function retryWhenDue(t: TestApp): Promise<void> {
  await t.runJobs('provisioning-retries');
}
