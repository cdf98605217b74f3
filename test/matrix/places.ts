import { type User } from '@gatehouse/schema/identity/user.entity';
import { type PolicyPlan } from '@gatehouse/server/app/builders/policy';
import { type TestApp } from '../testkit/app.ts';
import { ask, decide, type Answer } from '../testkit/flow.ts';
import { ATTRIBUTES } from './attributes.ts';
import { type People } from './cast.ts';
import { beginLife } from './lived.ts';

/** What a connector was told of how to reach its target. */
const TOLD = { settings: { url: 'https://target.example' }, secrets: { token: 'sealed' } };

/**
 * Where a thing stands: among one's own, in a sibling catalog of the same deployment whose packages are listed to all
 * members, or in a foreign one whose packages are hidden and for a few people only.
 */
export const PLACES = ['own', 'sibling', 'foreign'] as const;
export type PlaceName = (typeof PLACES)[number];

/** Who plays which part in a place. */
interface Parts {
  owner: User;
  approver: User;
  requester: User;
  manager: User;
  /** A colleague who has nothing yet. */
  target: User;
}

/** What each place is told apart by. */
interface PlacePlan {
  parts: Parts;
  policy: Omit<PolicyPlan, 'accessPackage'>;
  hidden: boolean;
  contentsVisibility: 'MEMBERS' | 'NOBODY';
  externallyVisible: boolean;
}

/** One of everything, alive, each in the state in which something can be done with it. */
export type Place = Awaited<ReturnType<typeof furnish>>;

/** The three plans: the cast has its parts in the first one only. */
export async function plansFor({ world }: TestApp, people: People): Promise<Record<PlaceName, PlacePlan>> {
  const strangers = async (): Promise<Parts> => {
    const manager = await world.user();
    return {
      owner: await world.user(),
      approver: await world.user(),
      manager,
      requester: await world.user({ manager, ...ATTRIBUTES }),
      target: await world.user(),
    };
  };
  const own: Parts = {
    owner: people.own,
    approver: people.apv,
    requester: people.req,
    manager: people.mgr,
    target: await world.user(),
  };
  const [sibling, foreign] = [await strangers(), await strangers()];
  return {
    own: { parts: own, policy: { scope: 'ALL_USERS' }, hidden: false, contentsVisibility: 'MEMBERS', externallyVisible: true },
    sibling: {
      parts: sibling,
      policy: { scope: 'ALL_MEMBERS' },
      hidden: false,
      contentsVisibility: 'NOBODY',
      externallyVisible: false,
    },
    foreign: {
      parts: foreign,
      policy: { for: [foreign.requester, foreign.target] },
      hidden: true,
      contentsVisibility: 'NOBODY',
      externallyVisible: false,
    },
  };
}

/** Fills a place; its requests "delivered", "failed" and "manual" are approved, and delivered once the undo window is over. */
export async function furnish(t: TestApp, name: PlaceName, plan: PlacePlan) {
  const { world } = t;
  const { parts } = plan;
  const owners = [parts.owner];
  const catalog = await world.catalog({
    name: `Catalog ${name}`,
    description: 'Described',
    externallyVisible: plan.externallyVisible,
    roles: [{ role: 'OWNER', holder: parts.owner }],
  });
  const catalogs = [catalog];
  const spareCatalog = await world.catalog({ name: `Spare catalog ${name}`, roles: [{ role: 'OWNER', holder: parts.owner }] });
  const group = await world.group({ name: `Group ${name}`, description: 'Described' });
  const governed = await world.group({ name: `Governed ${name}`, description: 'Described' });
  const connector = await world.connector({ kind: 'manual', name: `By hand ${name}`, environment: 'Berlin', ...TOLD });
  const spareConnector = await world.connector({ kind: 'harbour', name: `Spare connector ${name}` });
  const inDirectory = await world.resource({ name: `App ${name}`, owners, catalogs, roles: ['User'] });
  const byHand = await world.resource({
    name: `Badge ${name}`,
    connector,
    owners,
    catalogs,
    description: 'Described',
    launchUrl: 'https://badge.example/',
    roles: ['Badge', 'Key'],
  });
  const { resource: spareResource } = await world.resource({ name: `Spare resource ${name}`, owners });
  const { resource: linkedResource } = await world.resource({
    name: `Linked resource ${name}`,
    group: governed,
    owners,
    catalogs,
  });

  const policy: Omit<PolicyPlan, 'accessPackage'> = {
    ...plan.policy,
    managerOnBehalf: true,
    duration: 'P90D',
    extensionNeedsApproval: false,
    onBehalf: [parts.manager],
    stages: [{ approvers: [parts.approver] }],
    questions: [{ text: 'Which one?', required: false, changeable: true }],
  };
  const packageOf = (title: string, roles: { id: string }[] = inDirectory.roles) =>
    world.package({
      name: `${title} ${name}`,
      catalog,
      roles,
      hidden: plan.hidden,
      contentsVisibility: plan.contentsVisibility,
      description: 'Described',
      policy,
    });
  const packages = {
    fresh: await packageOf('Fresh'),
    pending: await packageOf('Pending'),
    scheduled: await packageOf('Scheduled'),
    delivered: await packageOf('Delivered'),
    failed: await packageOf('Failed', byHand.roles.slice(0, 1)),
    manual: await packageOf('Manual', byHand.roles.slice(1)),
  };
  const sparePolicy = await world.policy({ ...policy, accessPackage: packages.fresh, name: 'Spare', priority: 200 });

  const requests: Record<'delivered' | 'failed' | 'manual' | 'scheduled' | 'pending', { id: string }> = {
    delivered: await approved(t, parts, packages.delivered),
    failed: await approved(t, parts, packages.failed),
    manual: await approved(t, parts, packages.manual),
    // Asked for when the others are delivered: an undo window that must be open, and a decision that must be missing.
    scheduled: { id: '' },
    pending: { id: '' },
  };
  const { hidden, contentsVisibility } = plan;
  const lived = await beginLife(t, name, plan.policy, { catalog, hidden, contentsVisibility }, parts);
  return {
    name,
    ...parts,
    lived,
    catalog,
    spareCatalog,
    group,
    connector,
    spareConnector,
    governed,
    resource: byHand.resource,
    resourceRole: byHand.roles[0]!,
    appRole: inDirectory.roles[0]!,
    spareResource,
    linkedResource,
    packages,
    sparePolicy,
    requests,
  };
}

/** Asks for a package and has it approved: until its undo window is over it waits in SCHEDULED. */
export async function approved(t: TestApp, { requester, approver }: Parts, accessPackage: { id: string }): Promise<Answer> {
  const request = await ask(t, requester, accessPackage);
  await decide(t, approver, request.stages[0]);
  return request;
}
