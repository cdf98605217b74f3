import { GROUP_RIGHTS } from '@gatehouse/schema/rules/directory-rights';
import type { ResourceKind, RoleMode } from '@gatehouse/schema/rules/vocabulary';

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

export function newRight(known: { name: string; externalId: string } = { name: '', externalId: '' }): RightDraft {
  return { key: crypto.randomUUID(), id: null, mode: 'ACTIVE', ...known };
}

/** A group of our own directory is chosen by its name, and its rights are known. */
export function isDirectoryGroup(connectorKind: string | undefined, kind: ResourceKind): boolean {
  return connectorKind === 'directory' && kind === 'GROUP';
}

/** The rights on a group of the directory that a resource does not name yet. */
export function rightsLeft(rights: readonly Pick<RightDraft, 'externalId'>[]) {
  return GROUP_RIGHTS.filter(({ externalId }) => rights.every((right) => right.externalId !== externalId));
}

/** What the id of a resource is in a target of this kind. */
export function aboutId(connectorKind: string | undefined): string {
  if (connectorKind === 'directory')
    return 'A short name of your choice, such as sales-portal: the directory keeps it under this.';
  if (connectorKind === 'manual')
    return 'The name or number by which whoever does it by hand finds it there; their task says it.';
  return 'Its id in that system.';
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
