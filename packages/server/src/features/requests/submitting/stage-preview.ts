import { User } from '@gatehouse/schema/identity/user.entity';
import {
  resolveEscalation,
  resolveStage,
  type DirectorySnapshot,
  type ResolvedApprover,
} from '@gatehouse/schema/rules/approver-routing';
import { type ApproverKind } from '@gatehouse/schema/rules/vocabulary';
import { type EntityManager } from '@mikro-orm/postgresql';
import { type LoadedAsk } from './request-facts.ts';

type Part = 'approvers' | 'escalationApprovers';

interface Telling {
  /** May the reader know names at all? The policy of each stage has its own say. */
  named: boolean;
  userAt: (id: string, part: Part) => Promise<Record<string, unknown> | null>;
}

/** How an approver is called where the policy shows no names. */
const WORDS: Record<ApproverKind, string> = {
  USER: 'A named person',
  GROUP: 'A member of a group',
  MANAGER: 'The manager',
  INTERNAL_SPONSOR: 'A sponsor from inside',
  EXTERNAL_SPONSOR: 'A sponsor from the organization',
  SPONSOR: 'A sponsor of the organization',
  RESOURCE_OWNER: 'An owner of the resources',
  CATALOG_OWNER: 'An owner of the catalog',
};

/** The stages a request would go through, with who would decide them: by name where the policy shows names, else by kind. */
export async function stagePreviews(
  em: EntityManager,
  loaded: LoadedAsk,
  requesterId: string | null,
  { named: mayKnow, userAt }: Telling,
) {
  const context = { targetId: loaded.target.id, requesterId };
  const names = await namesOf(em, loaded.directory);
  const stages = loaded.chain.filter(({ preApproved }) => !preApproved);
  return Promise.all(
    stages.map(async ({ definition }) => {
      const { approvers } = resolveStage(definition, context, loaded.directory);
      const more = resolveEscalation(definition, context, loaded.directory, new Set(approvers.map(({ userId }) => userId)));
      const named = mayKnow && definition.showApprovers;
      return {
        order: definition.order,
        approvers: await wouldDecide(approvers, named, names, (id) => userAt(id, 'approvers')),
        escalationApprovers: await wouldDecide(more, named, names, (id) => userAt(id, 'escalationApprovers')),
        quorum: definition.quorum,
        decideWithin: definition.decideWithin,
        escalateAfter: more.length > 0 ? definition.escalateAfter : null,
      };
    }),
  );
}

async function wouldDecide(
  approvers: readonly ResolvedApprover[],
  named: boolean,
  names: ReadonlyMap<string, string>,
  user: (id: string) => Promise<Record<string, unknown> | null>,
) {
  if (named) {
    return Promise.all(
      approvers.map(async ({ userId, kind, role }) => ({
        kind,
        role,
        user: await user(userId),
        name: names.get(userId) ?? WORDS[kind],
      })),
    );
  }
  const kinds = new Map(approvers.map(({ kind, role }) => [`${kind}/${role}`, { kind, role, user: null, name: WORDS[kind] }]));
  return [...kinds.values()];
}

async function namesOf(em: EntityManager, directory: DirectorySnapshot): Promise<Map<string, string>> {
  const people = await em.find(User, { id: { $in: [...directory.users.keys()] } }, { fields: ['name'] });
  return new Map(people.map(({ id, name }) => [id, name]));
}
