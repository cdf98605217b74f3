import { type User } from '@gatehouse/schema/identity/user.entity';
import { buildUser } from '@gatehouse/server/app/builders/user';
import pg from 'pg';
import { postAs } from '../testkit/http-client.ts';
import { tokenFor } from '../testkit/token.ts';
import { type BenchStage } from './stage.ts';

/** A company with a past and with a full queue before one approver. */
export interface QueueWorld {
  approver: { id: string; token: string };
  /** Sees every request: has a role over all of them. */
  auditor: { id: string; token: string };
  people: User[];
  /** Whom of the approver's queue nobody has asked for yet may ask for this, and it comes to them. */
  spare: { id: string };
}

interface Size {
  /** Requests that were decided long ago. */
  history: number;
  /** Open approvals of the one approver. */
  queue: number;
}

const PACKAGES = 20;
const ASK = `mutation ($input: SubmitAccessRequestInput!) { submitAccessRequest(input: $input) { accessRequest { id stages { id } } errors { code message } } }`;
const DECIDE = `mutation ($input: DecideApprovalInput!) { decideApproval(input: $input) { errors { code message } } }`;
const QUESTION = `query ($id: ID!) { requestOptions(accessPackageId: $id) { policies { questions { id } } } }`;

/** Fills the database: the queue by asking over HTTP, the past as copies of one request that was lived in full. */
export async function makeQueueWorld(
  { server, app, world, ownerUrl }: BenchStage,
  { history, queue }: Size,
): Promise<QueueWorld> {
  const [approver, auditor] = [
    await world.user({ name: 'Bench Approver' }),
    await world.admin({ name: 'Bench Auditor', roles: ['AUDITOR'] }),
  ];
  const other = await world.user({ name: 'Another Approver' });
  const people = await world.write((change) =>
    Array.from({ length: Math.max(queue, 500) }, (_, at) =>
      buildUser(change, { name: `Person ${at}`, department: `Department ${at % 12}` }),
    ),
  );
  const policy = {
    stages: [{ approvers: [approver, other] }],
    justificationRequired: true,
    questions: [{ text: 'What is it for?' }, { text: 'Until when, roughly?' }],
  };
  const catalog = await world.catalog({ name: 'Bench catalog' });
  const packages: { id: string }[] = [];
  for (let at = 0; at < PACKAGES; at += 1)
    packages.push(await world.package({ name: `Package ${at} of the bench`, catalog, policy }));
  const spare = await world.package({ name: 'Spare package', catalog, policy });
  const token = await tokenFor(app, approver);
  const ask = async (user: User, accessPackage: { id: string }): Promise<{ id: string; stages: { id: string }[] }> => {
    const own = await tokenFor(app, user);
    const { policies } = (await postAs(server.url, own, QUESTION, { id: accessPackage.id })).body.data.requestOptions;
    const answers = policies[0].questions.map(({ id }: { id: string }, nth: number) => ({
      questionId: id,
      value: `Answer ${nth} of ${user.name}`,
    }));
    const input = { accessPackageId: accessPackage.id, justification: `I need it for my work in ${user.department}.`, answers };
    const { body } = await postAs(server.url, own, ASK, { input });
    const { accessRequest, errors } = body.data?.submitAccessRequest ?? { errors: body.errors };
    if (!accessRequest) throw new Error(JSON.stringify(errors));
    return accessRequest;
  };
  await inHands(8, people.slice(0, queue), (user, at) => ask(user, packages[at % PACKAGES]!));
  const lived = await ask(people[0]!, packages[1]!);
  const { body } = await postAs(server.url, token, DECIDE, { input: { stageId: lived.stages[0]!.id, decision: 'DENY' } });
  if (body.errors || body.data.decideApproval.errors.length > 0) throw new Error(JSON.stringify(body));
  await copyPast(ownerUrl, lived.id, history - 1, people);
  return {
    approver: { id: approver.id, token },
    auditor: { id: auditor.id, token: await tokenFor(app, auditor) },
    people,
    spare,
  };
}

/** Does `work` for each, so many at a time. */
export async function inHands<T>(
  hands: number,
  items: readonly T[],
  work: (item: T, at: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const hand = async () => {
    for (let at = (next += 1) - 1; at < items.length; at = (next += 1) - 1) await work(items[at]!, at);
  };
  await Promise.all(Array.from({ length: hands }, hand));
}

/** Copies a closed request with everything about it, an hour further back each, for one person after the other. */
async function copyPast(ownerUrl: string, requestId: string, count: number, people: readonly { id: string }[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const shifted = (columns: string) => `
    (select jsonb_object_agg(key, to_jsonb((value #>> '{}')::timestamptz - n * interval '1 hour'))
     from jsonb_each(to_jsonb(o)) where key = any(string_to_array('${columns}', ' ')) and value <> 'null')`;
  const id = (of: string) => `left(${of}, -6) || lpad(n::text, 6, '0')`;
  const copy = async (table: string, where: string, more: string, times: string) =>
    client.query(
      `insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(o) || ${shifted(times)} || jsonb_build_object('id', ${id('o.id')}, ${more}))).*
       from ${table} o, generate_series(1, $2::int) as n where ${where} and $3::text[] is not null`,
      [requestId, count, people.map((person) => person.id)],
    );
  try {
    await client.query('begin');
    const person = '($3::text[])[1 + n % cardinality($3::text[])]';
    await copy(
      'access_request',
      'o.id = $1',
      `'target_id', ${person}, 'requester_id', ${person}`,
      'created_at updated_at closed_at',
    );
    await copy(
      'approval_stage',
      'o.request_id = $1',
      `'request_id', ${id('o.request_id')}`,
      'created_at updated_at opened_at closed_at decide_by',
    );
    await copy('request_answer', 'o.request_id = $1', `'request_id', ${id('o.request_id')}`, 'created_at');
    const ofStage = 'o.stage_id in (select id from approval_stage where request_id = $1)';
    await copy('stage_approver', ofStage, `'stage_id', ${id('o.stage_id')}`, 'created_at');
    await copy('decision', ofStage, `'stage_id', ${id('o.stage_id')}`, 'created_at at');
    await client.query('commit');
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
