import { IdempotencyRecord } from '@gatehouse/schema/shared/idempotency-record.entity';
import { type UserErrorData } from '@gatehouse/schema/shared/errors';
import { secretFields } from '@gatehouse/schema/shared/inputs';
import { newId } from '@gatehouse/schema/shared/ids';
import { type EntityClass } from '@mikro-orm/core';
import { type GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import { stringify } from 'safe-stable-stringify';
import { loadAgain } from '../authz/load-viewer.ts';
import { sqlStateOf } from '../db/sql-state.ts';
import { inChange, type Change, type Evidence } from '../change.ts';
import { type ViewerOperation } from '../operation.ts';
import { node, nodes } from '../read/read.ts';
import { Refused, refused } from '../refused.ts';
import { type Keyring } from '../secrets/keyring.ts';
import { NOT_DONE, NotDone, STOPPED, wasNotDone } from './errors.ts';

/** Marks an answer after which the viewer may hold other rights: its objects are read with those. */
export const RIGHTS_CHANGED = Symbol('the viewer may hold other rights now');

/** What a mutation's service hands back: ids of the objects of the payload, and plain values such as warnings. */
export type Answer = Record<string, unknown> & { [RIGHTS_CHANGED]?: true };
/** Which payload fields hold objects, to be read through `read/` by the id the service answered. */
export type Objects = Record<string, EntityClass<object>>;

/**
 * Runs one acting mutation: idempotency, one transaction, refusals as data, and the payload's objects read the same way
 * as anywhere else.
 *
 * @param objects payload field → entity; the service answers an id (or null) under the same name.
 * @param work does it, inside the change, and answers the payload.
 */
export async function act(
  op: ViewerOperation,
  info: GraphQLResolveInfo,
  input: { idempotencyKey?: string | null },
  objects: Objects,
  work: (change: Change) => Promise<Answer>,
): Promise<Answer> {
  const answer = await actOnce(op, info.fieldName, input, work);
  return {
    errors: [] as UserErrorData[],
    ...(await withObjects(answer[RIGHTS_CHANGED] ? await withRightsOfNow(op) : afterwards(op), info, objects, answer)),
  };
}

/** Read as of after the change, which may have waited for its turn. */
function afterwards(op: ViewerOperation): ViewerOperation {
  return { ...op, now: op.app.now() };
}

async function withRightsOfNow(before: ViewerOperation): Promise<ViewerOperation> {
  const op = afterwards(before);
  const viewer = await loadAgain(op.em, op.viewer, op.now);
  return viewer ? { ...op, viewer } : op;
}

/**
 * Runs a mutation that does the same to several things, each in a transaction of its own: what is refused for one does not
 * hold up the others, and what waited too long for a lock neither. A key makes each of them safe to repeat.
 *
 * @param items what it is done to, where in the input each stands, and what is done about all of them once each was tried,
 *   before they are read for the answer.
 * @param field the payload's list of objects.
 * @param work answers the id of the object that came of one item.
 */
export async function actEach<T>(
  op: ViewerOperation,
  info: GraphQLResolveInfo,
  input: { idempotencyKey?: string | null },
  items: {
    field: string;
    entity: EntityClass<object>;
    at: string;
    each: readonly T[];
    together?: (change: Change) => Promise<void>;
  },
  work: (change: Change, item: T) => Promise<string>,
): Promise<Answer> {
  const ids: string[] = [];
  const errors: UserErrorData[] = [];
  for (const [index, item] of items.each.entries()) {
    const key = input.idempotencyKey ? `${input.idempotencyKey}/${index}` : null;
    // The whole list belongs to what a key stands for: a longer one is another input.
    const own = { ...input, [items.at]: item, among: items.each, idempotencyKey: key };
    const answer = await actOnce(op, info.fieldName, own, async (change) => ({ id: await work(change, item) })).catch(busyWith);
    if (typeof answer.id === 'string') ids.push(answer.id);
    for (const error of (answer.errors as UserErrorData[] | undefined) ?? []) {
      errors.push({ ...error, path: pathAmong(items.at, index, item, error.path ?? []) });
    }
  }
  const { together } = items;
  // Each was tried and answers for itself: what could not be done about all of them takes nothing back.
  if (together) {
    await inChange(op, together).catch((err: unknown) => {
      if (!wasNotDone(err)) throw err;
      op.log.warn({ err }, 'what was done to several things could not be brought together');
    });
  }
  return {
    errors,
    ...(await withObjects(afterwards(op), info, { [items.field]: items.entity }, { [items.field]: [...new Set(ids)] })),
  };
}

/** One item that was not done, as its own answer. @throws anything else */
function busyWith(error: unknown): Answer {
  if (!wasNotDone(error)) throw error;
  return { errors: [{ type: 'PlainError', code: 'BUSY', message: NOT_DONE, path: null }] };
}

/** Where in the input of all items an error about one of them stands. */
function pathAmong(at: string, index: number, item: unknown, [head, ...inner]: readonly string[]): string[] {
  // What is called `stageId` alone is the item itself among `stageIds`.
  if (head === undefined || `${head}s` === at) return [at, String(index), ...inner];
  // An item with fields of its own has those; what else there is they have in common.
  if (item !== null && typeof item === 'object' && !(head in item)) return [head, ...inner];
  return [at, String(index), head, ...inner];
}

/** One change under its key; a refusal becomes data. */
async function actOnce(
  op: ViewerOperation,
  mutation: string,
  input: { idempotencyKey?: string | null },
  work: (change: Change) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await inChange(op, (change) => (input.idempotencyKey ? once(change, mutation, input, work) : work(change)));
  } catch (error) {
    if (sqlStateOf(error) === STOPPED) throw new NotDone('The database stopped it.', { cause: error });
    if (!(error instanceof Refused)) throw error;
    const reference = error.evidence && (await recordRefusal(op, error.evidence));
    return { ...error.objects, errors: error.errors.map((one) => ({ ...one, reference })) };
  }
}

/** @returns the id of the event. */
function recordRefusal(op: ViewerOperation, evidence: Evidence): Promise<string> {
  return inChange(op, async (change) => change.audit({ ...evidence, outcome: 'REFUSED' }));
}

async function withObjects(op: ViewerOperation, info: GraphQLResolveInfo, objects: Objects, answer: Answer): Promise<Answer> {
  const read = Object.entries(objects).map(async ([field, entity]) => {
    const id = answer[field];
    if (Array.isArray(id)) return [field, await nodes(entity, op, id as string[], info, [field])] as const;
    return [field, typeof id === 'string' ? await node(entity, op, id, info, [field]) : null] as const;
  });
  return { ...answer, ...Object.fromEntries(await Promise.all(read)) };
}

/**
 * Acts once per principal, mutation and key. The insert waits for a twin in flight; a replay gets the kept answer.
 * Refusals are not kept: they changed nothing, and are judged again.
 */
async function once(change: Change, mutation: string, input: object, work: (change: Change) => Promise<Answer>): Promise<Answer> {
  const { idempotencyKey: key, ...rest } = input as { idempotencyKey: string };
  const inputHash = createHash('sha256')
    .update(stringify(withoutSecrets(change.app.secrets, input, rest)))
    .digest('base64url');
  const principal = change.viewer.principalId;
  const id = newId(IdempotencyRecord);
  const inserted = await sql`
    insert into idempotency_record (id, created_at, principal_id, mutation, key, input_hash, answer)
    values (${id}, ${change.now}, ${principal}, ${mutation}, ${key}, ${inputHash}, '{}')
    on conflict do nothing returning id`.execute(change.em.getKysely());
  if (inserted.rows.length === 0) {
    const kept = await change.em.findOneOrFail(IdempotencyRecord, { principal, mutation, key });
    if (kept.inputHash !== inputHash) {
      throw refused('IDEMPOTENCY_KEY_REUSED', 'This key was used before with another input.', ['idempotencyKey']);
    }
    // It may have changed rights that this viewer was loaded without, while its twin was still in flight.
    return { ...kept.answer, [RIGHTS_CHANGED]: true };
  }
  const answer = await work(change);
  await change.em.flush();
  await sql`update idempotency_record set answer = ${JSON.stringify(answer)}::jsonb where id = ${id}`.execute(
    change.em.getKysely(),
  );
  return answer;
}

/** The input with a trace of each secret in its place. Where there is no key, none can be kept, and none tells two inputs apart. */
function withoutSecrets(keyring: Keyring, input: object, rest: object): object {
  const traces = secretFields(input)
    .filter((field) => rest[field as never] != null)
    .map((field) => [field, keyring.canSeal() ? keyring.trace(stringify(rest[field as never])!) : null]);
  return { ...rest, ...Object.fromEntries(traces) };
}
