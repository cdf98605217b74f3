import {
  Kind,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { costOf, type Variables } from './cost.ts';
import { tooComplex } from './errors.ts';

/** How much one operation may ask for. */
export const LIMITS = {
  /** Words and signs of a document; counted while it is parsed. */
  tokens: 3_000,
  /** Fields within fields. Introspection is limited by its own rule of graphql-js. */
  depth: 14,
  /** Fields under another name than their own, fragments counted as often as they are used. */
  aliases: 50,
  directives: 50,
  /** Objects the answer may have, by the page sizes asked for; see cost.ts. */
  cost: 50_000,
  /** Bytes of a request. */
  bodyBytes: 1_000_000,
} as const;

/** What a selection adds up to. */
interface Measures {
  depth: number;
  aliases: number;
  directives: number;
}

/** Which limit an operation of a valid document is over, or null. Its cost needs the variables, so it is asked last. */
export function exceededLimit(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): GraphQLError | null {
  const { depth, aliases, directives } = measure(document, operation);
  if (depth > LIMITS.depth) return tooComplex('DEPTH', `The query is ${depth} fields deep; at most ${LIMITS.depth} are allowed.`);
  if (aliases > LIMITS.aliases)
    return tooComplex('ALIASES', `The query has ${aliases} aliases; at most ${LIMITS.aliases} are allowed.`);
  if (directives > LIMITS.directives) {
    return tooComplex('DIRECTIVES', `The query has ${directives} directives; at most ${LIMITS.directives} are allowed.`);
  }
  const cost = costOf(schema, document, operation, variables);
  if (cost > LIMITS.cost) {
    return tooComplex(
      'COST',
      `The answer could have ${cost} objects; at most ${LIMITS.cost} are allowed. Ask for smaller pages.`,
    );
  }
  return null;
}

function measure(document: DocumentNode, operation: OperationDefinitionNode): Measures {
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  // Each fragment is measured once: used twice in each of many, it would otherwise be walked more often than one can wait.
  const known = new Map<string, Measures>();
  const fragment = (name: string): Measures => {
    const found = known.get(name);
    if (found) return found;
    const definition = fragments.get(name);
    const sum = definition ? of(definition.selectionSet) : NOTHING;
    known.set(name, sum);
    return sum;
  };
  const of = (set: SelectionSetNode): Measures =>
    set.selections.reduce((sum, one) => {
      const directives = one.directives?.length ?? 0;
      if (one.kind === Kind.FRAGMENT_SPREAD) return plus(sum, fragment(one.name.value), { depth: 0, aliases: 0, directives });
      if (one.kind === Kind.INLINE_FRAGMENT) return plus(sum, of(one.selectionSet), { depth: 0, aliases: 0, directives });
      if (one.name.value.startsWith('__')) return plus(sum, NOTHING, { depth: 0, aliases: one.alias ? 1 : 0, directives });
      const inner = one.selectionSet ? of(one.selectionSet) : NOTHING;
      return plus(sum, inner, { depth: 1, aliases: one.alias ? 1 : 0, directives });
    }, NOTHING);
  return plus(NOTHING, of(operation.selectionSet), { depth: 0, aliases: 0, directives: operation.directives?.length ?? 0 });
}

const NOTHING: Measures = { depth: 0, aliases: 0, directives: 0 };

function plus(sum: Measures, inner: Measures, own: Measures): Measures {
  return {
    depth: Math.max(sum.depth, inner.depth + own.depth),
    aliases: sum.aliases + inner.aliases + own.aliases,
    directives: sum.directives + inner.directives + own.directives,
  };
}
