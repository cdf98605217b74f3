import { User } from '@gatehouse/schema/identity/user.entity';
import { type StoredGate } from '@gatehouse/schema/requests/failed-gate';
import { namedBy } from '@gatehouse/schema/rules/gate-details';
import { disclosure } from '@gatehouse/schema/rules/disclosure';
import { may } from '@gatehouse/schema/rules/permissions';
import { fixedByReader, spokenTo, type GateReader } from '@gatehouse/schema/rules/spoken-to';
import { type GateFixer } from '@gatehouse/schema/rules/vocabulary';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { nestedGroups } from '../../../kernel/authz/nested-groups.sql.ts';
import { type Viewer } from '../../../kernel/authz/viewer.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { visibleRow } from '../../../kernel/read/relations.ts';
import { Scope, tableOf } from '../../../kernel/read/scope.ts';
import { truth, type Sql } from '../../../kernel/read/sql.ts';
import { seenInGates } from './seen-in-gates.ts';

/** So many are named; whoever reads it writes to one of them. */
const NAMED = 5;

/** What the gates are about. */
export interface AboutGates {
  catalogId: string;
  targetId: string;
  requesterId: string | null;
}

/** Somebody who can do something about gates of a kind, and whom the reader may see. */
interface Fixer {
  kind: GateFixer;
  id: string;
  name: string;
  email: string | null;
}

/** What the reader of gates may know beside their sentences. */
export interface KnownOfGates {
  fixers: readonly Fixer[];
  /** Ids of what they name, as far as it is the reader's to see. */
  seen: readonly string[];
}

/** What a request keeps of its failed gates, with what they are about. */
export interface WrittenGates extends AboutGates, KnownOfGates {
  gates: StoredGate[];
}

/**
 * Everybody who can do something about gates, as far as the viewer sees them, as JSON: for each kind a few more than are named,
 * package managers before the owners who could as well, groups all the way down. Target and requester are among them.
 */
export function gateFixers(scope: Scope, { catalogId, targetId, requesterId }: Record<keyof AboutGates, Sql>): Sql {
  const user = scope.alias(User);
  const held = (kind: GateFixer, role: string, rank: number) =>
    sql`select ${kind}::text, ${rank}::int, user_id, group_id from catalog_role_assignment where catalog_id = ${catalogId} and role = ${role}`;
  return sql`(with recursive holder (kind, rank, user_id, group_id) as (
      ${held('CATALOG_OWNER', 'OWNER', 1)} union all ${held('PACKAGE_MANAGER', 'PACKAGE_MANAGER', 1)}
      union all ${held('PACKAGE_MANAGER', 'OWNER', 2)}
      union all select 'ADMINISTRATOR', 1, user_id, group_id from deployment_role_assignment where role = 'ADMINISTRATOR'
      union all select 'ORGANIZATION_ADMINISTRATOR', case role when 'ADMINISTRATOR' then 2 else 1 end, user_id, group_id
        from deployment_role_assignment where role in ('ORGANIZATION_ADMINISTRATOR', 'ADMINISTRATOR')
      union all select 'TARGET', 1, ${targetId}, null
      union all select 'REQUESTER', 1, ${requesterId}, null),
    ${nestedGroups('held_by', sql`select kind, rank, group_id from holder where group_id is not null`, ['kind', 'rank'])},
    person (kind, rank, id) as (
      select kind, rank, user_id from holder where user_id is not null
      union select h.kind, h.rank, m.user_id from held_by h join group_member m on m.group_id = h.group_id where m.user_id is not null),
    known (kind, id, name, email, place) as (
      select p.kind, p.id, ${user('name')}, ${user('email')},
        row_number() over (partition by p.kind order by min(p.rank), ${user('name')}, p.id)
      from person p join ${tableOf(user as never)} on ${user('id')} = p.id
      where (${user('state')} = 'ACTIVE' or p.kind = 'TARGET') and ${truth(visibleRow(user))}
      group by p.kind, p.id, ${user('name')}, ${user('email')})
    select coalesce(json_agg(json_build_object('kind', kind, 'id', id, 'name', name, 'email', email) order by place), '[]'::json)
    from known where place <= ${NAMED + 1})`;
}

/** Failed gates in words for the viewer, with who can do something about each, as far as the viewer may know. */
export function speakGates(gates: readonly StoredGate[], { fixers, seen }: KnownOfGates, about: AboutGates, viewer: Viewer) {
  const { catalogId, targetId, requesterId } = about;
  const told = disclosure({ kind: viewer.kind, seesPackage: true });
  const known = told.fixers ? fixers : [];
  const reader: GateReader = {
    id: viewer.userId,
    target: { id: targetId, name: known.find(({ kind }) => kind === 'TARGET')?.name ?? null },
    requesterId,
    mayFix: {
      catalogOwner: may(viewer, 'catalog.edit', { catalogId }).allowed,
      packageManager: may(viewer, 'package.edit', { catalogId }).allowed,
      administrator: may(viewer, 'user.manage').allowed,
      organizations: may(viewer, 'organization.manage').allowed,
    },
  };
  return gates.map((gate) => ({
    ...gate,
    message: spokenTo(gate.message, reader),
    details: toldTo(gate, seen),
    fixedByYou: fixedByReader(gate, reader),
    people: known
      .filter(({ kind, id }) => kind === gate.fixedBy && id !== viewer.userId)
      .slice(0, NAMED)
      .map(({ id, name, email }) => ({ userId: id, name, email })),
  }));
}

function toldTo({ details }: StoredGate, seen: readonly string[]): StoredGate['details'] {
  const id = details ? namedBy(details) : null;
  return id === null || seen.includes(id) ? details : null;
}

/** As `speakGates`, where nothing was read yet: one statement for all gates of an answer, and none where there is no gate. */
export async function gateSpeaker(
  op: ViewerOperation,
  em: EntityManager,
  about: AboutGates,
  spoken: readonly StoredGate[],
): Promise<(gates: readonly StoredGate[]) => ReturnType<typeof speakGates>> {
  if (spoken.length === 0) return () => [];
  const { catalogId, targetId, requesterId } = about;
  const scope = new Scope(op);
  const written = gateFixers(scope, {
    catalogId: sql`${catalogId}::text`,
    targetId: sql`${targetId}::text`,
    requesterId: sql`${requesterId}::text`,
  });
  const named = spoken.map(({ details }) => details && namedBy(details)).filter((id) => id != null);
  const seen = seenInGates(scope, sql`${named}::text[]`);
  const statement = scope.statement(sql<KnownOfGates>`select ${written} as fixers, ${seen} as seen`);
  const { rows } = await statement.execute(em.getKysely());
  return (gates) => speakGates(gates, rows[0]!, about, op.viewer);
}
