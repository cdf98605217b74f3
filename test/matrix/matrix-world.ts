import { User } from '@gatehouse/schema/identity/user.entity';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { PolicyParty } from '@gatehouse/schema/policies/policy-party.entity';
import { Terms } from '@gatehouse/schema/terms/terms.entity';
import { DomainRule } from '@gatehouse/schema/organizations/domain-rule.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { type Viewer } from '@gatehouse/server/kernel/authz/viewer';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { afterUndo, ask } from '../testkit/flow.ts';
import { HarbourConnector } from '../testkit/harbour-connector.ts';
import { done } from '../testkit/mutate.ts';
import { castPeople, viewersOf, type People, type Persona } from './cast.ts';
import { idsIn, oneId, taskOf } from './ids.ts';
import { endLife, type Left } from './lived.ts';
import { givePersonal, type Personal } from './personal.ts';
import { approved, furnish, PLACES, plansFor, type Place, type PlaceName } from './places.ts';

/** The prepared world of one test file: everybody, the three places, and what the ids of everything in them are. */
export interface MatrixWorld {
  t: TestApp;
  people: People;
  viewers: Record<Persona, Viewer | null>;
  places: Record<PlaceName, FurnishedPlace>;
  personal: Record<string, Personal>;
  others: Others;
}

/** What stands in no place. */
export interface Others {
  blocked: { id: string };
  deleted: { id: string };
  /** An active member whom nobody knows. */
  bystander: { id: string };
  /** A group the whole cast is in. */
  everybody: { id: string };
  /** A group with a group in it, which holds a role over the deployment. */
  nested: { id: string };
  groupRole: { id: string };
  /** The group in it, without anybody: it holds a role in a catalog and owns a resource. */
  inner: { id: string };
  /** Who holds the role over the deployment. */
  creator: { id: string };
  /** A role that somebody holds over the deployment. */
  deploymentRole: { id: string };
  /** The guest's organization, with a sponsor of each kind, and one that is only proposed. */
  organization: { id: string };
  proposed: { id: string };
  /** Somebody of it who is known here, and what becomes of them. */
  guest: { id: string };
  lifecycle: { id: string };
  /** What people from outside had to accept once. */
  terms: { id: string };
  /** A rule about a mail domain. */
  domainRule: { id: string };
  /** A resource that nobody owns and no catalog has. */
  strangeResource: { id: string };
  strangeRole: { id: string };
}

/** A place with the ids of what its life brought forth. */
export type FurnishedPlace = Place & { ids: Awaited<ReturnType<typeof idsIn>>; left: Left };

/** Makes the world. The clock stands still from here on, so undo windows stay open. */
export async function makeMatrixWorld(): Promise<MatrixWorld> {
  const t = await startTestApp();
  t.app.connectors.register(new HarbourConnector());
  const people = await castPeople(t);
  const plans = await plansFor(t, people);
  const furnished = {} as Record<PlaceName, Place>;
  for (const name of PLACES) furnished[name] = await furnish(t, name, plans[name]);
  await giveRoles(t, people, furnished.own);
  const others = await makeOthers(t, people, furnished.own.lived.version);
  await afterUndo(t);
  await nearTheEnd(t);

  const places = {} as Record<PlaceName, FurnishedPlace>;
  for (const name of PLACES) {
    const place = furnished[name];
    await done(t, 'rejectManualTask', { taskId: await taskOf(t, place.requests.failed), note: 'No seats left.' }, people.adm);
    place.requests.scheduled = await approved(t, place, place.packages.scheduled);
    place.requests.pending = await ask(t, place.requester, place.packages.pending);
    places[name] = Object.assign(place, { ids: await idsIn(t, place), left: await endLife(t, place.lived, place) });
    await writtenBy(t, places[name]);
    await leftUndone(t, places[name]);
  }
  const personal: Record<string, Personal> = {};
  for (const user of Object.values(people)) personal[user.id] = await givePersonal(t, user, places.own, people.svc);
  for (const place of [places.sibling, places.foreign])
    personal[place.requester.id] = await givePersonal(t, place.requester, place, people.svc);
  return { t, people, viewers: await viewersOf(t, people, places.own.catalog), places, personal, others };
}

/** Everything held is about to end, so that it may be extended. */
async function nearTheEnd({ app }: TestApp): Promise<void> {
  const earlier = ['starts_at', 'delivered_at', 'expires_at'].map((column) => `${column} = ${column} - interval '80 days'`);
  await app.orm.em
    .fork()
    .getConnection()
    .execute(`update assignment set ${earlier.join(', ')}`);
}

/** What targets do not always do: one has lost what it was given, one is tried again, and one access is too far from its end. */
async function leftUndone({ app }: TestApp, { ids, lived }: FurnishedPlace): Promise<void> {
  const run = (sql: string, id: string) => app.orm.em.fork().getConnection().execute(sql, [id]);
  await run('update access_grant set lost_at = active_at where id = ?', ids.grant);
  await run('update access_grant set next_try_at = updated_at where id = ?', ids.failedGrant);
  await run('update provisioning_operation set next_try_at = updated_at where id = ?', ids.deadOperation);
  const later = `set expires_at = expires_at + interval '80 days'`;
  await run(`update assignment ${later} where id = (select assignment_id from access_request where id = ?)`, lived.earlyRequest);
}

/** Two policies have an author: one was confirmed, the other waits for it. */
async function writtenBy({ world }: TestApp, { owner, approver, ids }: FurnishedPlace): Promise<void> {
  await world.write(async (change) => {
    const author = change.em.getReference(User, owner.id);
    const written = await change.em.find(AssignmentPolicyVersion, { id: { $in: [ids.policyVersion, ids.spareVersion] } });
    for (const version of written) version.author = author;
    const confirmed = written.find(({ id }) => id === ids.policyVersion)!;
    Object.assign(confirmed, { confirmedBy: change.em.getReference(User, approver.id), confirmedAt: change.now });
  });
}

/** The catalog roles of the cast: in person, through a group, and through a nested one. */
async function giveRoles({ world }: TestApp, people: People, own: Place): Promise<void> {
  const inner = await world.group({ name: 'Owners', users: [people.own] });
  const outer = await world.group({ name: 'All owners', groups: [inner] });
  const assigners = await world.group({ name: 'Assignment managers', users: [people.asg] });
  for (const catalog of [own.catalog, own.spareCatalog]) {
    await world.catalogRole(catalog, { role: 'OWNER', holder: outer });
    await world.catalogRole(catalog, { role: 'PACKAGE_MANAGER', holder: people.pkg });
    await world.catalogRole(catalog, { role: 'ASSIGNMENT_MANAGER', holder: assigners });
    await world.catalogRole(catalog, { role: 'READER', holder: people.rea });
  }
}

async function makeOthers(t: TestApp, people: People, version: string): Promise<Others> {
  const { world } = t;
  const [blocked, deleted, creator] = [
    await world.user({ attributes: { Badge: '8' } }),
    await world.user(),
    await world.user({ roles: ['CATALOG_CREATOR'] }),
  ];
  await done(t, 'blockUser', { id: blocked.id }, people.adm);
  await done(t, 'deleteUser', { id: deleted.id }, people.adm);
  const everybody = await world.group({ name: 'Everybody', users: Object.values(people) });
  const inner = await world.group({ name: 'Inner' });
  const nested = await world.group({ name: 'Nested', groups: [inner] });
  await world.catalog({ name: 'Catalog of a group', roles: [{ role: 'READER', holder: inner }] });
  await world.resource({ name: 'Resource of a group', owners: [inner] });
  await done(t, 'assignDeploymentRole', { role: 'AUDITOR', groupId: nested.id }, people.adm);
  const bystander = await world.user({ name: 'Bystander' });
  const { resource: strangeResource, roles } = await world.resource({ name: 'Strange resource' });
  const deploymentRole = { id: await oneId(t, 'select id from deployment_role_assignment where user_id = ?', creator.id) };
  const groupRole = { id: await oneId(t, 'select id from deployment_role_assignment where group_id = ?', nested.id) };
  const made = { nested, inner, groupRole, creator, blocked, deleted, bystander, everybody, deploymentRole };
  return { ...made, ...(await makeOutside(t, people, version)), strangeResource, strangeRole: roles[0]! };
}

/** What there is of organizations: the guest is of one, which has a sponsor of each kind. */
async function makeOutside({ world }: TestApp, { gst, adm }: People, version: string) {
  const issuer = { issuer: 'https://login.northwind.example', clientId: 'gatehouse', tenantClaim: 'tid', tenantValue: 'nw' };
  const plan = { name: 'Northwind', description: 'Makes cheese', domains: ['northwind.example'], issuer };
  const organization = await world.organization(plan);
  const proposed = await world.organization({ name: 'Tailspin', state: 'PROPOSED', domains: ['tailspin.example'] });
  const sponsors = await world.group({ name: 'Sponsors' });
  await world.write(({ em, now }) =>
    em.nativeUpdate(User, gst.id, { organization: organization.id, emailProvedAt: now, governed: true }),
  );
  // What is known of a guest, and what holds back what would become of them.
  const lifecycle = `update guest_lifecycle set hold_until = '2028-01-01T00:00:00Z', hold_reason = 'On leave', exempt_reason = 'Was once',
    blocked_at = created_at, warned_at = created_at where user_id = ?`;
  await world.write(({ em }) => em.execute(lifecycle, [gst.id]));
  await world.sponsor(organization, { kind: 'INTERNAL', holder: sponsors });
  await world.sponsor(organization, { kind: 'EXTERNAL', holder: await world.user({ kind: 'GUEST', organization }) });
  await world.write((change) => {
    const policyVersion = change.em.getReference(AssignmentPolicyVersion, version);
    const named = { organization: change.em.getReference(ConnectedOrganization, organization.id), domain: 'northwind.example' };
    change.create(PolicyParty, { policyVersion, part: 'SCOPE', ...named });
  });
  const domainRule = await world.write((change) =>
    change.create(DomainRule, { domain: 'shady.example', kind: 'BLOCK', reason: 'Sends spam' }),
  );
  // Not the newest: the guest accepted that.
  const terms = await world.write((change) =>
    change.create(Terms, {
      kind: 'PRIVACY_NOTICE',
      number: 0,
      text: 'We keep your name.',
      author: change.em.getReference(User, adm.id),
    }),
  );
  return { organization, proposed, domainRule, guest: gst, lifecycle: { id: gst.id.replace(/^usr/, 'glc') }, terms };
}
