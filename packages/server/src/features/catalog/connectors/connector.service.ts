import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import {
  type CreateConnectorInput,
  type TestConnectorInput,
  type UpdateConnectorInput,
} from '@gatehouse/schema/catalog/connector.inputs';
import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { LEFT_OVER_FOR, LONGEST_LEFT_OVER, NO_LEFT_OVER } from '@gatehouse/schema/rules/adoption';
import { parseDuration } from '@gatehouse/schema/rules/duration';
import { may } from '@gatehouse/schema/rules/permissions';
import { type DeleteInput } from '@gatehouse/schema/shared/inputs';
import { demandAbility } from '../../../kernel/authz/demand.ts';
import { type Change } from '../../../kernel/change.ts';
import { callDriver } from '../../../kernel/connectors/call-driver.ts';
import { changedSettings } from '../../../kernel/connectors/kept-settings.ts';
import { type Outcome } from '../../../kernel/connectors/port.ts';
import { lockFresh } from '../../../kernel/fresh.ts';
import { lockWord } from '../../../kernel/lock.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { notFound, refused } from '../../../kernel/refused.ts';
import { set } from '../../../kernel/set.ts';

/** Makes a target system; the first of its kind is the default of that kind. */
export async function createConnector(change: Change, input: CreateConnectorInput) {
  demandAbility(may(change.viewer, 'connector.manage'));
  const { connectors, secrets } = change.app;
  const kinds = connectors.kinds();
  if (!kinds.includes(input.kind))
    throw refused('INVALID', `There is no driver "${input.kind}"; there are: ${kinds.join(', ')}.`, ['kind']);
  await lockWord(change, 'connector-default', input.kind);
  const others = await change.em.count(Connector, { kind: input.kind });
  const isDefault = others === 0 || (input.isDefault ?? false);
  if (isDefault) await replaceDefault(change, input.kind);
  const connector = change.create(Connector, {
    name: input.name,
    kind: input.kind,
    environment: input.environment ?? null,
    isDefault,
    adoptedGrantEnd: input.adoptedGrantEnd ?? 'KEEP',
    lostGrants: input.lostGrants ?? 'REPORT',
    leftOverFor: leftOverOf(change, input.kind, input.leftOverFor ?? null) ?? LEFT_OVER_FOR,
  });
  const { changed, ...kept } = changedSettings(connectors.driver(input.kind), secrets, connector, input);
  set(connector, kept);
  record(change, 'connector.created', connector, changed);
  return { connector: connector.id };
}

/** Changes what the input names. */
export async function updateConnector(change: Change, input: UpdateConnectorInput) {
  demandAbility(may(change.viewer, 'connector.manage'));
  const connector = await lockFresh(change, Connector, input, 'connector');
  if (input.name != null) connector.name = input.name;
  if (input.environment !== undefined) connector.environment = input.environment;
  if (input.adoptedGrantEnd != null) connector.adoptedGrantEnd = input.adoptedGrantEnd;
  if (input.lostGrants != null) connector.lostGrants = input.lostGrants;
  if (input.leftOverFor != null)
    connector.leftOverFor = leftOverOf(change, connector.kind, input.leftOverFor) ?? connector.leftOverFor;
  const settingsChanged = changeSettings(change, connector, input);
  if (input.isDefault != null && input.isDefault !== connector.isDefault) await changeDefault(change, connector, input.isDefault);
  record(change, 'connector.updated', connector, settingsChanged);
  return { connector: connector.id };
}

/** Deletes a target system that has no resources. */
export async function deleteConnector(change: Change, input: DeleteInput) {
  demandAbility(may(change.viewer, 'connector.manage'));
  const connector = await lockFresh(change, Connector, input, 'connector');
  const resources = await change.em.count(Resource, { connector });
  if (resources > 0) throw refused('IN_USE', `It still has ${resources} resources.`, ['id']);
  await lockWord(change, 'connector-default', connector.kind);
  const others = await change.em.count(Connector, { kind: connector.kind, id: { $ne: connector.id } });
  if (connector.isDefault && others > 0)
    throw refused('IN_USE', 'It is the default of its kind; make another one the default first.', ['id']);
  record(change, 'connector.deleted', connector);
  change.em.remove(connector);
  return { deletedId: connector.id };
}

/** Tries to reach a target system. It is called outside any transaction, and before the attempt is recorded. */
export async function tryConnector(op: ViewerOperation, id: string): Promise<Outcome | null> {
  demandAbility(may(op.viewer, 'connector.manage'));
  const connector = await op.em.fork().findOne(Connector, id);
  return connector && callDriver(op.app, connector, op.now, (driver, context) => driver.test(context));
}

/** Records an attempt to reach a target system. @throws NOT_FOUND where there was none to try. */
export async function testConnector(change: Change, input: TestConnectorInput, outcome: Outcome | null) {
  const connector = await change.em.findOne(Connector, input.id);
  if (!connector || !outcome) throw notFound('connector', ['id']);
  change.audit({
    action: 'connector.tested',
    subject: { type: 'Connector', id: connector.id },
    details: { outcome: outcome.kind },
  });
  const reachable = outcome.kind === 'DONE' || outcome.kind === 'WAITING';
  return { connector: connector.id, reachable, message: 'message' in outcome ? outcome.message : null };
}

/** @returns the names of those that are others than before; what is not spoken of stays as it is, whether or not it is right */
function changeSettings({ app }: Change, connector: Connector, input: UpdateConnectorInput): string[] {
  if (input.settings === undefined && input.secrets === undefined) return [];
  const { changed, ...kept } = changedSettings(app.connectors.driver(connector.kind), app.secrets, connector, input);
  set(connector, kept);
  return changed;
}

async function changeDefault(change: Change, connector: Connector, isDefault: boolean): Promise<void> {
  if (!isDefault)
    throw refused('INVALID', 'A kind always has a default: make another connector the default instead.', ['isDefault']);
  await lockWord(change, 'connector-default', connector.kind);
  await replaceDefault(change, connector.kind);
  connector.isDefault = true;
}

/**
 * How long a removed right may still be found, as far as that is said or not up for choice: a target that forgets at once has no left-overs.
 * @throws INVALID where it is said otherwise, or for too long.
 */
function leftOverOf({ app }: Change, kind: string, said: string | null): string | null {
  if (app.connectors.driver(kind).transactional) {
    if (said !== null && parseDuration(said) > 0)
      throw refused('INVALID', 'This target forgets at once what is taken away: nothing is left over in it.', ['leftOverFor']);
    return NO_LEFT_OVER;
  }
  if (said !== null && parseDuration(said) > parseDuration(LONGEST_LEFT_OVER))
    throw refused('INVALID', `At most ${LONGEST_LEFT_OVER}: longer after, it was given by somebody else.`, ['leftOverFor']);
  return said;
}

/** The one that was the default no longer is; written at once, because the database allows one at a time. */
async function replaceDefault(change: Change, kind: string): Promise<void> {
  for (const other of await change.em.find(Connector, { kind, isDefault: true })) other.isDefault = false;
  await change.em.flush();
}

/** The names of settings alone: what they are set to may be a secret, or somebody's name. */
function record(change: Change, action: AuditAction, connector: Connector, settingsChanged: string[] = []): void {
  change.audit({
    action,
    subject: { type: 'Connector', id: connector.id },
    details: {
      kind: connector.kind,
      isDefault: connector.isDefault,
      adoptedGrantEnd: connector.adoptedGrantEnd,
      lostGrants: connector.lostGrants,
      leftOverFor: connector.leftOverFor,
      ...(settingsChanged.length > 0 && { settingsChanged }),
    },
  });
}
