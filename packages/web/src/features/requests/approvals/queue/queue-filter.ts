import type { VariablesOf } from '../../../../graphql/graphql.ts';
import type { QueueQuery } from './queue-queries.ts';

/** What is looked for among what waits; it stands in the address. */
export interface Sought {
  /** A part of a person's or a package's name. */
  q?: string | undefined;
  /** One package by its id. */
  package?: string | undefined;
  due?: Due | undefined;
}

/** Which of those that wait are urgent: they lapse soon, others have been asked too, or they have waited for long. */
export type Due = (typeof DUES)[number];
export const DUES = ['soon', 'overdue', 'long'] as const;

const DAY_MS = 86_400_000;
const SOON_DAYS = 2;
const LONG_DAYS = 7;

/** As they stand in the list of choices. */
export const DUE_WORDS: Readonly<Record<Due, string>> = {
  soon: `Lapse within ${SOON_DAYS} days`,
  overdue: 'Overdue: others are asked too',
  long: `Asked over ${LONG_DAYS} days ago`,
};

type Filter = NonNullable<VariablesOf<typeof QueueQuery>['filter']>;

/** The same as the API takes it. @returns null where nothing is looked for */
export function stageFilter({ q, package: packageId, due }: Sought, now: number): Filter | null {
  const at = (days: number) => new Date(now + days * DAY_MS).toISOString();
  const parts: Filter[] = [];
  if (q)
    parts.push({
      or: [
        { request: { target: { name: { contains: q } } } },
        { request: { requester: { name: { contains: q } } } },
        { request: { accessPackage: { name: { contains: q } } } },
      ],
    });
  if (packageId) parts.push({ request: { accessPackage: { id: { eq: packageId } } } });
  if (due === 'soon') parts.push({ decideBy: { lte: at(SOON_DAYS) } });
  if (due === 'overdue') parts.push({ escalatesAt: { lte: at(0) } });
  if (due === 'long') parts.push({ openedAt: { lte: at(-LONG_DAYS) } });
  return parts.length === 0 ? null : { and: parts };
}
