// The measure of the approver queue: nothing but Node, the driver and one statement written by hand that returns the same JSON, read from
// the index of what waits. Argument: the database's URL. Who asks is in a header. Prints its address once it listens.
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import pg from 'pg';

const [databaseUrl] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });

const QUEUE = {
  name: 'queue',
  text: `
    with page as materialized (
      select a.stage_id, a.waiting_since from stage_approver a where a.user_id = $1 and a.waiting_since is not null
      order by a.waiting_since, a.stage_id limit 50)
    select json_build_object('data', json_build_object('approvals', json_build_object('nodes', coalesce(json_agg(
      json_build_object(
        'id', s.id, 'order', s."order", 'openedAt', to_char(s.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'decideBy', to_char(s.decide_by at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'request', json_build_object(
          'id', r.id, 'type', r.type, 'justification', r.justification,
          'target', json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'department', u.department),
          'requester', json_build_object('id', q.id, 'name', q.name),
          'accessPackage', json_build_object('id', p.id, 'name', p.name),
          'answers', (
            select coalesce(json_agg(json_build_object('question', json_build_object('id', n.id, 'text', n.text),
              'value', array_to_string(a."values", ', ')) order by a.id), '[]')
            from request_answer a join policy_question n on n.id = a.question_id where a.request_id = r.id)))
      order by page.waiting_since, s.id), '[]'))))::text as json
    from page
    join approval_stage s on s.id = page.stage_id
    join access_request r on r.id = s.request_id
    join app_user u on u.id = r.target_id
    join app_user q on q.id = r.requester_id
    join access_package p on p.id = r.access_package_id`,
};

const server = createServer((request, response) => {
  pool.query<{ json: string }>({ ...QUEUE, values: [request.headers['x-approver']] }).then(
    ({ rows }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(rows[0]!.json);
    },
    (error: Error) => response.writeHead(500).end(error.message),
  );
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('SIGTERM', () => process.exit());
