/** A database with the tables of this version, a schema with a root field per read model, and rows made by hand. */
import 'reflect-metadata';
import { newId } from '@gatehouse/schema/shared/ids';
import { type Row as Entity } from '@gatehouse/schema/shared/node';
import { type EntityClass } from '@mikro-orm/core';
import { type MikroORM } from '@mikro-orm/postgresql';
import { graphql, type ExecutionResult } from 'graphql';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Outside, type Viewer } from '../authz/viewer.ts';
import { ENTITIES } from '../../app/brought.ts';
import { migrate } from '../db/migrate.ts';
import { createOrm } from '../db/orm.ts';
import { type ViewerOperation } from '../operation.ts';
import { Shares } from '../shares.ts';
import { readSchema } from './read-schema.fixture.ts';

/** The instant every test reads at. */
export const NOW = new Date('2026-03-02T09:00:00.000Z');

/** What one test file reads from. */
export interface Readable {
  orm: MikroORM;
  pool: pg.Pool;
  /** Inserts a row: what is required and not given gets something plain. */
  insert(entity: EntityClass<Entity>, data: Record<string, unknown>): Promise<string>;
  /** Runs a document as a viewer. */
  run(viewer: Viewer, source: string, variables?: Record<string, unknown>): Promise<ExecutionResult<Record<string, never>>>;
  /** As `run`, and hands back the data. @throws where there are errors */
  read(viewer: Viewer, source: string, variables?: Record<string, unknown>): Promise<Record<string, never>>;
  /** The statements the last document sent. */
  statements: string[];
  /** How PostgreSQL would run the first of them. */
  explain(): Promise<string>;
  /** How many blocks of the database the first of them looks at, and which tables it reads from end to end. */
  cost(): Promise<{ blocks: number; scanned: string[] }>;
  stop(): Promise<void>;
}

/**
 * A database of one's own; stop it in `afterAll`.
 * @param fill writes into it first, as a superuser
 */
export async function openReadable(fill?: (adminUrl: string) => Promise<void>): Promise<Readable> {
  const { ownerUrl, adminUrl } = inject('postgres' as never) as { ownerUrl: string; adminUrl: string };
  const name = `gatehouse_read_${randomBytes(6).toString('hex')}`;
  const owner = decodeURIComponent(new URL(ownerUrl).username);
  await admin(adminUrl, `create database ${name} owner "${owner}"`);
  const url = Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).href;
  await migrate(url, url);
  await fill?.(Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href);
  const orm = await createOrm({ url, entities: ENTITIES, poolSize: 4, statementTimeoutMs: 0 });
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const statements: string[] = [];
  const sent: unknown[][] = [];
  const run = (viewer: Viewer, source: string, variableValues: Record<string, unknown> = {}) => {
    statements.length = 0;
    sent.length = 0;
    const op = {
      app: { config: { publicUrl: 'https://gate.example', sessionIdleMs: 14_400_000 }, shares: new Shares(4) },
      em: counted(orm, statements, sent),
      viewer,
      now: NOW,
      requestId: 'test',
    };
    return graphql({ schema: readSchema(), source, variableValues, contextValue: op as unknown as ViewerOperation }) as never;
  };
  return {
    orm,
    pool,
    statements,
    run,
    explain: async () => {
      const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
        `explain (analyze, costs off, timing off) ${statements[0] ?? ''}`,
        sent[0],
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    },
    cost: async () => {
      const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `explain (analyze, buffers, timing off, format json) ${statements[0] ?? ''}`,
        sent[0],
      );
      const plan = rows[0]!['QUERY PLAN'][0].Plan;
      return { blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], scanned: scannedBy(plan) };
    },
    insert: async (entity, data) => {
      const row = { id: newId(entity as { name: string }), createdAt: NOW, ...defaults(orm, entity), ...data };
      await orm.em.fork().insert(entity as never, row as never);
      return row.id;
    },
    read: async (viewer, source, variables) => {
      const { data, errors } = await (run(viewer, source, variables) as Promise<ExecutionResult>);
      if (errors || !data) throw new Error(errors?.map((error) => error.originalError?.stack ?? error.message).join('\n'));
      return JSON.parse(JSON.stringify(data)) as never;
    },
    stop: async () => {
      await pool.end();
      await orm.close(true);
      await admin(adminUrl, `drop database ${name} with (force)`);
    },
  };
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

function scannedBy(plan: PlanNode): string[] {
  const here = plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : [];
  return [...new Set([...here, ...(plan.Plans ?? []).flatMap(scannedBy)])].sort();
}

function defaults(orm: MikroORM, entity: EntityClass<Entity>): Record<string, unknown> {
  const { properties } = orm.getMetadata().get(entity as never) as { properties: Record<string, unknown> };
  return 'version' in properties ? { updatedAt: NOW, version: 1 } : {};
}

/** An EntityManager that notes what is sent. */
function counted(orm: MikroORM, statements: string[], sent: unknown[][]): ViewerOperation['em'] {
  const em = orm.em.fork();
  const kysely = em.getKysely();
  const noting = kysely.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => result,
  });
  const executor = noting.getExecutor();
  const execute = executor.executeQuery.bind(executor);
  executor.executeQuery = ((query: { sql: string; parameters: unknown[] }, ...rest: []) => {
    statements.push(String(query.sql));
    sent.push(query.parameters);
    return execute(query as never, ...rest);
  }) as never;
  return Object.assign(Object.create(em) as typeof em, {
    getKysely: () => ({ getExecutor: () => executor, executeQuery: executor.executeQuery }) as never,
  });
}

async function admin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** From outside, and of no organization. */
const NOBODYS: Outside = { organizationId: null, configured: false, mailDomain: null, shutOut: false };

/** A viewer by their user, with nothing but what is given. */
export function viewer(userId: string, more: Partial<Viewer> = {}): Viewer {
  return {
    principalId: 'prn_00000000000000000000000001',
    userId,
    kind: 'MEMBER',
    isSystem: false,
    isProspect: false,
    outside: more.kind === 'GUEST' ? NOBODYS : null,
    groupIds: [],
    hasReports: true,
    hasServices: false,
    deploymentRoles: [],
    catalogRoles: [],
    tokenScope: 'WRITE',
    catalogIds: null,
    sessionId: null,
    proof: null,
    ...more,
  };
}

/** An administrator who is no user of the test's world. */
export const ADMINISTRATOR = viewer('usr_00000000000000000000000000', {
  deploymentRoles: [{ role: 'ADMINISTRATOR', mayBypassApproval: false }],
});
