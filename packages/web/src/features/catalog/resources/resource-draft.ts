import type { RoleMode } from '@gatehouse/schema/rules/vocabulary';

/** A right of a resource while it is being written down. */
export interface RightDraft {
  key: string;
  /** Null: a new one. */
  id: string | null;
  name: string;
  /** What the target calls it; empty: as people do. */
  externalId: string;
  mode: RoleMode;
}

/** A right that things of a kind are known to have. */
export interface KnownRight {
  name: string;
  externalId: string;
}

export function newRight(known: KnownRight = { name: '', externalId: '' }): RightDraft {
  return { key: crypto.randomUUID(), id: null, mode: 'ACTIVE', ...known };
}

/** Those of the rights a thing is known to have that a resource does not name yet. */
export function rightsLeft(known: readonly KnownRight[], rights: readonly Pick<RightDraft, 'externalId'>[]) {
  return known.filter(({ externalId }) => rights.every((right) => right.externalId !== externalId));
}

/** What is wrong with an address, before the server is asked; false where nothing is. */
export function wrongAddress(text: string): string | false {
  const address = text.trim();
  if (address === '') return false;
  const web = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  return web ? false : 'An address begins with https:// or http://.';
}

/** The rights as the mutation takes them. */
export function toRoles(rights: readonly RightDraft[]) {
  return rights.map(({ id, name, externalId, mode }) => ({
    id,
    name: name.trim(),
    externalId: externalId.trim() || name.trim(),
    mode,
  }));
}
