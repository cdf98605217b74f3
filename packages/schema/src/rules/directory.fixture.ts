import type { DirectorySnapshot } from './approver-routing.ts';
import type { UserState } from './vocabulary.ts';

/** A directory for tests. Lines `person: manager`; a `!` after the person marks them blocked, a `~` deleted. */
export function aDirectory(
  people: string,
  over: Partial<DirectorySnapshot> & { groups?: Record<string, string[]> } = {},
): DirectorySnapshot {
  const users = people
    .trim()
    .split(/\s*[\n,]\s*/)
    .map((line) => {
      const [name, managerId] = line.split(/\s*:\s*/) as [string, string | undefined];
      const state: UserState = name.endsWith('!') ? 'BLOCKED' : name.endsWith('~') ? 'DELETED' : 'ACTIVE';
      const id = name.replace(/[!~]$/, '');
      return [id, { id, state, managerId: managerId ?? null }] as const;
    });
  const { groups = {}, ...rest } = over;
  return {
    users: new Map(users),
    groupMembers: new Map(Object.entries(groups)),
    resourceOwnerIds: [],
    catalogOwnerIds: [],
    alsoInvolvedIds: [],
    sponsorIds: { INTERNAL: [], EXTERNAL: [] },
    ...rest,
  };
}
