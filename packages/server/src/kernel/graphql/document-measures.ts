import { GraphQLError, Kind, type DocumentNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import { tooComplex } from './errors.ts';
import { LIMITS } from './limits.ts';
import { overlapsOf } from './overlap.ts';

/** What a selection adds up to, fragments counted as often as they are used. */
interface Measures {
  depth: number;
  aliases: number;
  directives: number;
  introspections: number;
  fields: number;
}

const NOTHING: Measures = { depth: 0, aliases: 0, directives: 0, introspections: 0, fields: 0 };
const INTROSPECTION = /^__(schema|type)$/;
/** An introspection has no pages: an alias in it repeats the whole schema, so it counts as several. */
const ALIAS_IN_INTROSPECTION = 10;

/**
 * Which limit a document is over that was parsed but not validated, or null. Validation compares fields with each other:
 * what is refused here would keep it busy for seconds, or never come to an end.
 * @throws GraphQLError BAD_USER_INPUT where a fragment holds itself
 */
export function oversizedDocument(document: DocumentNode): GraphQLError | null {
  if (document.definitions.length > LIMITS.definitions)
    return tooComplex('FIELDS', `The document has more than ${LIMITS.definitions} operations and fragments.`);
  const measure = new Measure(document);
  let fields = 0;
  for (const one of document.definitions) {
    if (one.kind !== Kind.OPERATION_DEFINITION && one.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const measures = measure.of(one.selectionSet, false);
    const over = one.kind === Kind.OPERATION_DEFINITION ? exceeded(plus(measures, { directives: one.directives?.length })) : null;
    if (over) return over;
    fields += measures.fields;
  }
  if (fields > LIMITS.fields)
    return tooComplex('FIELDS', `The document has ${fields} fields, fragments opened; at most ${LIMITS.fields} are allowed.`);
  if (overlapsOf(document, LIMITS.overlaps) > LIMITS.overlaps)
    return tooComplex('FIELDS', 'The document names the same fields too often.');
  return null;
}

function exceeded({ depth, aliases, directives, introspections }: Measures): GraphQLError | null {
  if (depth > LIMITS.depth) return tooComplex('DEPTH', `The query is ${depth} fields deep; at most ${LIMITS.depth} are allowed.`);
  if (introspections > LIMITS.introspections)
    return tooComplex('INTROSPECTION', 'An operation may ask for `__schema` or `__type` once.');
  if (aliases > LIMITS.aliases)
    return tooComplex('ALIASES', `The query has ${aliases} aliases; at most ${LIMITS.aliases} are allowed.`);
  if (directives > LIMITS.directives)
    return tooComplex('DIRECTIVES', `The query has ${directives} directives; at most ${LIMITS.directives} are allowed.`);
  return null;
}

/** Measures selections; each fragment once, however often it is used. */
class Measure {
  readonly #fragments: Map<string, SelectionSetNode>;
  readonly #known = new Map<string, Measures>();
  readonly #open = new Set<string>();

  constructor(document: DocumentNode) {
    this.#fragments = new Map(
      document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.selectionSet]] : [])),
    );
  }

  of(set: SelectionSetNode, introspecting: boolean): Measures {
    return set.selections.reduce((sum, one) => plus(sum, this.#ofOne(one, introspecting)), NOTHING);
  }

  #ofOne(one: SelectionNode, introspecting: boolean): Measures {
    const directives = one.directives?.length ?? 0;
    if (one.kind === Kind.FRAGMENT_SPREAD) return plus(this.#ofFragment(one.name.value, introspecting), { directives });
    if (one.kind === Kind.INLINE_FRAGMENT) return plus(this.of(one.selectionSet, introspecting), { directives });
    const opens = INTROSPECTION.test(one.name.value);
    const inner = one.selectionSet ? this.of(one.selectionSet, introspecting || opens) : NOTHING;
    return plus(
      { ...inner, depth: one.name.value.startsWith('__') || introspecting ? 0 : inner.depth + 1 },
      {
        directives,
        aliases: one.alias ? (introspecting ? ALIAS_IN_INTROSPECTION : 1) : 0,
        introspections: opens ? 1 : 0,
        fields: 1,
      },
    );
  }

  #ofFragment(name: string, introspecting: boolean): Measures {
    const key = `${introspecting ? '__' : ''}${name}`;
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#open.has(key)) throw inCircle(name);
    this.#open.add(key);
    const set = this.#fragments.get(name);
    const sum = set ? this.of(set, introspecting) : NOTHING;
    this.#known.set(key, sum);
    return sum;
  }
}

function inCircle(name: string): GraphQLError {
  return new GraphQLError(`The fragment "${name}" holds itself.`, {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

/** Both together: the deeper depth, the sum of everything else. */
function plus(sum: Measures, more: Partial<Measures>): Measures {
  return {
    depth: Math.max(sum.depth, more.depth ?? 0),
    aliases: sum.aliases + (more.aliases ?? 0),
    directives: sum.directives + (more.directives ?? 0),
    introspections: sum.introspections + (more.introspections ?? 0),
    fields: sum.fields + (more.fields ?? 0),
  };
}
