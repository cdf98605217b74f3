import { type Proof } from '@gatehouse/schema/rules/proof';
import { type ShownSecret } from '@gatehouse/schema/rules/session-rotation';
import { confined } from '@gatehouse/schema/rules/token-scope';
import { instant, type Written } from '@gatehouse/schema/rules/written';
import { type EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import { groupsAbove } from './nested-groups.sql.ts';
import { goodSession, SESSION } from '../auth/good-session.sql.ts';
import { executePrepared } from '../read/prepared.ts';
import { type Viewer } from './viewer.ts';

/** By what somebody is known: a secret's hash that a browser or a tool showed, or an id that is known to be theirs. */
export type Identification =
  | ({ by: 'session'; secretHash: string } & Idle)
  | ({ by: 'sessionId'; sessionId: string } & Idle)
  | { by: 'token'; secretHash: string }
  | { by: 'user'; userId: string }
  | { by: 'principal'; principalId: string };

interface Idle {
  /** A session that was last used before this instant is over. */
  idleSince: Date;
}

/** Who an identification led to, and when what they showed was last used. */
export interface Identified {
  viewer: Viewer;
  /** The token in use, where a tool is. */
  tokenId: string | null;
  /** When it was last used, in milliseconds since 1970; null: never, or nothing was shown. */
  lastUsedMs: number | null;
  /** Which secret of their session they showed; null: none. */
  secret: ShownSecret | null;
}

interface Found {
  principalId: string;
  userId: string;
  kind: Exclude<Viewer['kind'], 'SYSTEM'>;
  isProspect: boolean;
  outside: Viewer['outside'];
  sessionId: string | null;
  tokenId: string | null;
  tokenScope: Viewer['tokenScope'];
  catalogIds: string[] | null;
  lastUsedMs: number | null;
  proof: Written<Proof> | null;
  secret: Written<ShownSecret> | null;
  groupIds: string[];
  hasReports: boolean;
  hasServices: boolean;
  deploymentRoles: Viewer['deploymentRoles'];
  catalogRoles: Viewer['catalogRoles'];
}

/**
 * Loads whoever is identified, with their groups (nested ones too) and roles, in one statement.
 * Null where there is nobody: unknown, ended, expired, revoked, blocked or deleted all look the same.
 * @param now the instant at which sessions and tokens must still be good
 */
export async function loadViewer(em: EntityManager, who: Identification, now: Date): Promise<Identified | null> {
  // Every operation begins with this: planning it anew would take longer than running it.
  const statement = sql<Found>`
    with recursive who as (
      select p.id as principal_id, u.id as user_id, u.kind, u.state, u.organization_id, u.mail_domain, ${shown(who)}
      from principal p
      join app_user u on u.id = p.user_id
      ${source(who)}
      where u.state in ('ACTIVE', 'PROSPECT') and ${condition(who, now)}
    ), ${groupsAbove('in_group', sql`select m.group_id from group_member m join who on m.user_id = who.user_id`)}
    select
      principal_id as "principalId", user_id as "userId", kind, state = 'PROSPECT' as "isProspect", ${outside} as outside, session_id as "sessionId", token_id as "tokenId",
      token_scope as "tokenScope", catalog_ids as "catalogIds", proof, secret, (extract(epoch from last_used_at) * 1000)::float8 as "lastUsedMs",
      array(select group_id from in_group order by 1) as "groupIds",
      exists (select 1 from app_user report where report.manager_id = who.user_id) as "hasReports",
      exists (select 1 from app_user service where service.responsible_id = who.user_id) as "hasServices",
      ${held('deployment_role_assignment', ['role', 'may_bypass_approval'])} as "deploymentRoles",
      ${held('catalog_role_assignment', ['catalog_id', 'role', 'may_bypass_approval'])} as "catalogRoles"
    from who`;
  const [row] = await executePrepared(em, statement);
  if (!row) return null;
  const { tokenId, lastUsedMs, catalogIds, proof, secret, ...found } = row;
  const proved = proof && { ...proof, provedAt: instant(proof.provedAt) };
  const viewer: Viewer = { ...found, isSystem: false, catalogIds: null, proof: proved };
  return {
    viewer: catalogIds ? confined(viewer, catalogIds) : viewer,
    tokenId,
    lastUsedMs,
    secret: secret && { ...secret, rotatedAt: instant(secret.rotatedAt), settledAt: instant(secret.settledAt) },
  };
}

/** The viewer as they are now, by the same token or session. Null where they may no longer be here. */
export async function loadAgain(em: EntityManager, before: Viewer, now: Date): Promise<Viewer | null> {
  const { principalId, tokenScope, catalogIds, sessionId, proof } = before;
  const found = await loadViewer(em, { by: 'principal', principalId }, now);
  if (!found) return null;
  const viewer = { ...found.viewer, tokenScope, sessionId, proof };
  return catalogIds ? confined(viewer, catalogIds) : viewer;
}

/** From where a guest comes; null for everybody else. */
const outside = sql`case when kind = 'GUEST' then json_build_object(
    'organizationId', organization_id, 'mailDomain', mail_domain, 'shutOut', domain_shut_out(mail_domain),
    'configured', exists (select 1 from connected_organization o where o.id = organization_id and o.state = 'CONFIGURED')) end`;

function shown(who: Identification): RawBuilder<unknown> {
  if (who.by === 'session' || who.by === 'sessionId') {
    const which = who.by === 'session' ? sql`case s.secret_hash when ${who.secretHash} then 'CURRENT' else 'PREVIOUS' end` : null;
    return sql`s.id as session_id, null as token_id, 'WRITE' as token_scope, null::text[] as catalog_ids, s.last_seen_at as last_used_at,
      case when s.provider is not null then json_build_object(
        'provider', s.provider, 'acr', s.acr, 'amr', s.amr, 'provedAt', s.authenticated_at) end as proof,
      ${which === null ? sql`null::json` : sql`json_build_object('shown', ${which}, 'rotatedAt', s.rotated_at, 'settledAt', s.settled_at)`} as secret`;
  }
  if (who.by === 'token') {
    return sql`null as session_id, t.id as token_id, t.scope as token_scope, t.catalog_ids, t.last_used_at, null::json as proof, null::json as secret`;
  }
  return sql`null as session_id, null as token_id, 'WRITE' as token_scope, null::text[] as catalog_ids, null::timestamptz as last_used_at,
    null::json as proof, null::json as secret`;
}

function source({ by }: Identification): RawBuilder<unknown> {
  if (by === 'session' || by === 'sessionId') return sql`join session s on s.principal_id = p.id`;
  if (by === 'token') return sql`join api_token t on t.principal_id = p.id`;
  return sql``;
}

function condition(who: Identification, now: Date): RawBuilder<unknown> {
  switch (who.by) {
    case 'session':
      return sql`(s.secret_hash = ${who.secretHash} or s.previous_hash = ${who.secretHash}) and ${goodSession(SESSION, now, who.idleSince)}`;
    case 'sessionId':
      return sql`s.id = ${who.sessionId} and ${goodSession(SESSION, now, who.idleSince)}`;
    case 'token':
      return sql`t.secret_hash = ${who.secretHash} and t.revoked_at is null and t.expires_at > ${now}`;
    case 'user':
      return sql`u.id = ${who.userId}`;
    case 'principal':
      return sql`p.id = ${who.principalId}`;
  }
}

/** Roles held in person or through a group, as a JSON list of objects with camel-case keys. */
function held(table: string, columns: readonly string[]): RawBuilder<unknown> {
  const pairs = columns.map((column) => sql`${sql.lit(camel(column))}, r.${sql.ref(column)}`);
  return sql`coalesce((
    select json_agg(json_build_object(${sql.join(pairs)}) order by r.id) from ${sql.table(table)} r
    where r.user_id = who.user_id or r.group_id in (select group_id from in_group)), '[]')`;
}

const camel = (column: string) => column.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
