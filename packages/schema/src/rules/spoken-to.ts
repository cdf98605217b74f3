import { type GateFailure } from './gates.ts';

/** Who reads why a request does not go through, and what they are to it. */
export interface GateReader {
  /** null for the system. */
  readonly id: string | null;
  /** Whose access it is about; the name is null where the reader may not know it. */
  readonly target: { readonly id: string; readonly name: string | null };
  /** Who asks. */
  readonly requesterId: string | null;
  /** Those who can do something about gates of each kind, as far as the reader may know them. */
  readonly mayFix: {
    readonly catalogOwner: boolean;
    readonly packageManager: boolean;
    readonly administrator: boolean;
    readonly organizations: boolean;
  };
}

/** How rules speak of the target, how the target reads it, and how others read it with a name. */
const PHRASES: readonly (readonly [RegExp, you: string, named: (name: string) => string])[] = [
  [/^The person already has\b/, 'You already have', (name) => `${name} already has`],
  [/^This person has\b/, 'You have', (name) => `${name} has`],
  [/^(?:This|The) person is\b/, 'You are', (name) => `${name} is`],
  [/^The organization of this person\b/, 'Your organization', (name) => `The organization of ${name}`],
  [/^The person it is for wrote\b/, 'You wrote', (name) => `${name} wrote`],
  [/\bthis person\b/g, 'you', (name) => name],
];

/**
 * A sentence about the target in words for its reader. The target reads "you", whoever may know the name reads the name,
 * and everybody else reads what the rule wrote.
 */
export function spokenTo(message: string, { id, target }: Pick<GateReader, 'id' | 'target'>): string {
  const { name } = target;
  const toThem = id !== null && id === target.id;
  if (!toThem && name === null) return message;
  return PHRASES.reduce(
    // By a function, since a name may hold what a replacement would read as a pattern.
    (said, [phrase, you, named]) => said.replace(phrase, () => (toThem ? you : named(name!))),
    message,
  );
}

/**
 * Can the reader do something about it? Nobody helps themself to access: neither if they may not assign to themself, nor if
 * they wrote the version.
 */
export function fixedByReader({ code, fixedBy }: Pick<GateFailure, 'code' | 'fixedBy'>, reader: GateReader): boolean {
  const { id, target, requesterId, mayFix } = reader;
  if (id === null) return false;
  switch (fixedBy) {
    case 'REQUESTER':
      return id === requesterId;
    case 'TARGET':
      return id === target.id;
    case 'NOBODY':
      return false;
    default:
      break;
  }
  if (code === 'SELF_SERVING_POLICY' || (code === 'NOT_YOURS_TO_REQUEST' && id === target.id)) return false;
  if (fixedBy === 'ORGANIZATION_ADMINISTRATOR') return mayFix.organizations;
  if (fixedBy === 'ADMINISTRATOR') return mayFix.administrator;
  return fixedBy === 'CATALOG_OWNER' ? mayFix.catalogOwner : mayFix.packageManager;
}
