import { type User } from '@gatehouse/schema/identity/user.entity';
import { type Viewer } from '@gatehouse/server/kernel/authz/viewer';
import { type TestApp } from '../testkit/app.ts';
import { viewerAs, type RunOptions } from '../testkit/execute.ts';
import { ATTRIBUTES } from './attributes.ts';

/**
 * Everybody the matrix asks for, by the code of their column. Catalog roles, posts and relations are held in the place
 * "own" (see places.ts) and nowhere else.
 */
export const PERSONAS = {
  nob: 'nobody: not signed in',
  adm: 'ADMINISTRATOR',
  cre: 'CATALOG_CREATOR',
  aud: 'AUDITOR',
  own: 'OWNER of the catalog, through a nested group; also owns the resources there',
  pkg: 'PACKAGE_MANAGER of the catalog',
  asg: 'ASSIGNMENT_MANAGER of the catalog, through a group',
  rea: 'READER of the catalog',
  apv: 'approver of the open stages there',
  req: 'requester and holder there',
  mgr: 'manager of the requester, and answers for the service',
  mem: 'plain member',
  gst: 'guest',
  svc: 'service',
  tok: 'a READ token of an administrator',
  cat: 'a WRITE token of an administrator, for the catalog of "own" alone',
  sys: 'the system itself',
} as const;

export type Persona = keyof typeof PERSONAS;
export const PERSONA_CODES = Object.keys(PERSONAS) as Persona[];

/** The user of every persona that has one. */
export type People = Record<Exclude<Persona, 'nob' | 'sys'>, User>;

/** Makes the users; roles in catalogs are given with the places. */
export async function castPeople({ world }: TestApp): Promise<People> {
  const mgr = await world.user({ name: 'Manager' });
  return {
    adm: await world.admin({ name: 'Administrator' }),
    cre: await world.user({ name: 'Creator', roles: ['CATALOG_CREATOR'] }),
    aud: await world.user({ name: 'Auditor', roles: ['AUDITOR'] }),
    own: await world.user({ name: 'Owner' }),
    pkg: await world.user({ name: 'Package manager' }),
    asg: await world.user({ name: 'Assignment manager' }),
    rea: await world.user({ name: 'Reader' }),
    apv: await world.user({ name: 'Approver' }),
    req: await world.user({ name: 'Requester', manager: mgr, ...ATTRIBUTES }),
    mgr,
    mem: await world.user({ name: 'Member' }),
    gst: await world.user({ name: 'Guest', kind: 'GUEST' }),
    svc: await world.user({ name: 'Service', kind: 'SERVICE', email: null, responsible: mgr }),
    tok: await world.admin({ name: 'Owner of the token' }),
    cat: await world.admin({ name: 'Owner of the token for a catalog' }),
  };
}

/** As whom a persona acts; the token for a catalog is for this one. */
export function actsAs(people: People, code: Exclude<Persona, 'nob' | 'sys'>, catalog: { id: string }): RunOptions {
  const as = people[code];
  if (code === 'tok') return { as, tokenScope: 'READ' };
  return code === 'cat' ? { as, catalogIds: [catalog.id] } : { as };
}

/** Everybody as they act, with groups and roles as they are now. */
export async function viewersOf(t: TestApp, people: People, catalog: { id: string }): Promise<Record<Persona, Viewer | null>> {
  const viewers = PERSONA_CODES.map(async (code) => {
    if (code === 'nob') return [code, null] as const;
    if (code === 'sys') return [code, await viewerAs(t.app, { as: 'system' })] as const;
    return [code, await viewerAs(t.app, actsAs(people, code, catalog))] as const;
  });
  return Object.fromEntries(await Promise.all(viewers)) as Record<Persona, Viewer | null>;
}
