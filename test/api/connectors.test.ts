import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { callDriver } from '@gatehouse/server/kernel/connectors/call-driver';
import { CONNECTOR_CONTRACT, type ContractSubject } from '@gatehouse/server/kernel/connectors/contract';
import { directoryDriver } from '@gatehouse/server/features/provisioning/drivers/directory/directory-driver';
import { manualDriver } from '@gatehouse/server/features/provisioning/drivers/manual/manual-driver';
import { type ConnectorDriver, type TargetRight } from '@gatehouse/server/kernel/connectors/port';
import { type ResourceKind } from '@gatehouse/schema/rules/vocabulary';
import { newId } from '@gatehouse/schema/shared/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { FaultyConnector, UNKNOWN } from '../testkit/faulty-connector.ts';
import { membersOf } from '../testkit/flow.ts';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

/** A right of a new person, in a resource made once. */
async function rightIn(kind: ResourceKind, roleName: string): Promise<TargetRight> {
  const group = kind === 'GROUP' ? await t.world.group() : undefined;
  const { resource, roles } = await t.world.resource({ kind, group, roles: [roleName] });
  const role = roles[0]!;
  const { id, name, email, externalKey } = await t.world.user();
  return {
    operationId: newId(ProvisioningOperation),
    user: { id, name, email, externalKey },
    resource: { id: resource.id, externalId: resource.externalId, kind, name: resource.name },
    role: { id: role.id, externalId: role.externalId, name: role.name, mode: role.mode },
    scope: '',
  };
}

function subject(
  driver: ConnectorDriver,
  kind: ResourceKind,
  roleName: string,
  unknown: (right: TargetRight) => TargetRight,
): ContractSubject {
  return {
    driver,
    context: () => ({
      connector: { id: 'con_x', name: 'Under test', settings: {} },
      em: t.app.orm.em.fork(),
      now: t.clock.now(),
      signal: new AbortController().signal,
    }),
    right: () => rightIn(kind, roleName),
    unknownRight: async () => unknown(await rightIn(kind, roleName)),
  };
}

const nowhere = (right: TargetRight): TargetRight => ({ ...right, resource: { ...right.resource, externalId: newId(Group) } });
const noSuchRole = (right: TargetRight): TargetRight => ({ ...right, role: { ...right.role, id: newId(ResourceRole) } });
const unknownHere = (right: TargetRight): TargetRight => ({ ...right, resource: { ...right.resource, externalId: UNKNOWN } });

describe.each([
  ['directory, members of a group', () => subject(directoryDriver, 'GROUP', 'Member', nowhere)],
  ['directory, owners of a group', () => subject(directoryDriver, 'GROUP', 'Owner', nowhere)],
  [
    'directory, a role a group does not have',
    () => subject(directoryDriver, 'GROUP', 'Member', (right) => ({ ...right, role: { ...right.role, externalId: 'janitor' } })),
  ],
  [
    'directory, a scope a group does not have',
    () => subject(directoryDriver, 'GROUP', 'Member', (right) => ({ ...right, scope: 'north' })),
  ],
  ['directory, an application', () => subject(directoryDriver, 'APPLICATION', 'Editor', noSuchRole)],
  ['directory, a site', () => subject(directoryDriver, 'SITE', 'Visitor', noSuchRole)],
  ['directory, a licence', () => subject(directoryDriver, 'LICENCE', 'Holder', noSuchRole)],
  ['by hand', () => subject(manualDriver, 'APPLICATION', 'Editor', unknownHere)],
  ['the faulty one of the tests', () => subject(new FaultyConnector(), 'APPLICATION', 'Editor', unknownHere)],
] as const)('the connector contract: %s', (_name, make) => {
  test.each(CONNECTOR_CONTRACT.map(({ title, check }) => [title, check] as const))('%s', async (_title, check) => {
    await check(make());
  });
});

describe('a directory driver', () => {
  test('makes members of a group members, and owners no members', async () => {
    const owner = await rightIn('GROUP', 'Owner');
    const member = { ...(await rightIn('GROUP', 'Member')), resource: owner.resource };
    const { driver, context } = subject(directoryDriver, 'GROUP', 'Member', nowhere);
    await driver.apply(context(), 'GRANT', owner);
    await driver.apply(context(), 'GRANT', member);
    expect(await membersOf(t, { id: owner.resource.externalId })).toEqual([member.user.id]);
  });
});

describe('a call to a target', () => {
  const connector = {
    id: newId(Connector),
    name: 'Under test',
    kind: 'under-test',
    settings: {},
    secrets: {},
  } satisfies Partial<Connector>;

  test('is limited in time, and told to stop', async () => {
    let signal: AbortSignal | undefined;
    t.app.connectors.register({
      kind: 'under-test',
      title: 'Under test',
      description: 'Under test.',
      known: () => ({ idHelp: 'Anything.' }),
      validateResource: async () => ({ kind: 'FOUND' }),
      holds: async () => null,
      apply: async () => ({ kind: 'DONE' }),
      test: (context) => {
        ({ signal } = context);
        return new Promise(() => {});
      },
    });
    const outcome = await callDriver(t.app, connector, t.clock.now(), (driver, context) => driver.test(context), {
      limitMs: 20,
    });
    expect(outcome).toEqual({ kind: 'UNREACHABLE', message: 'It did not answer within 0.02 seconds.' });
    expect(signal?.aborted).toBe(true);
  });

  test('that the driver breaks off counts as unreachable and says nothing of its insides', async () => {
    const call = () => Promise.reject(new Error('password wrong: hunter2'));
    const outcome = await callDriver(t.app, connector, t.clock.now(), call);
    expect(outcome).toMatchObject({ kind: 'UNREACHABLE' });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });

  test('to a kind of target without a driver is unreachable, not a crash', async () => {
    const outcome = await callDriver(t.app, { ...connector, kind: 'carrier-pigeon' }, t.clock.now(), (driver, context) =>
      driver.test(context),
    );
    expect(outcome).toMatchObject({ kind: 'UNREACHABLE' });
  });
});
