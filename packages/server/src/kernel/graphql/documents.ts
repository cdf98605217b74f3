import { parse, validate, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { oversizedDocument } from './document-measures.ts';
import { oversizedText } from './document-text.ts';
import { LIMITS } from './limits.ts';

/** How many documents are remembered, and how many characters of them together. */
const KEPT = 1_000;
const KEPT_CHARS = 4_000_000;

const kept = new Map<string, DocumentNode>();
let keptChars = 0;

/**
 * A document that is small enough to be validated. Clients send the same few again and again: the last of them are
 * remembered, by all transports together.
 * @throws GraphQLError QUERY_TOO_COMPLEX with the limit it is over; a syntax error without a code
 */
export function readDocument(text: string): DocumentNode {
  const known = kept.get(text);
  if (known) {
    // The one used last is the last to be forgotten.
    kept.delete(text);
    kept.set(text, known);
    return known;
  }
  const tooLong = oversizedText(text);
  if (tooLong) throw tooLong;
  const document = parse(text, { maxTokens: LIMITS.tokens });
  const tooMuch = oversizedDocument(document);
  if (tooMuch) throw tooMuch;
  keep(text, document);
  return document;
}

/** How many faults of a document are told. */
export const VALIDATION = { maxErrors: 10 } as const;

const faultsOf = new WeakMap<DocumentNode, readonly GraphQLError[]>();

/** What is wrong with a document of this schema; a remembered one is looked at once. */
export function faultsIn(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  const known = faultsOf.get(document);
  if (known) return known;
  const faults = validate(schema, document, undefined, VALIDATION);
  faultsOf.set(document, faults);
  return faults;
}

function keep(text: string, document: DocumentNode): void {
  kept.set(text, document);
  keptChars += text.length;
  for (const [oldest] of kept) {
    if (kept.size <= KEPT && keptChars <= KEPT_CHARS) return;
    kept.delete(oldest);
    keptChars -= oldest.length;
  }
}
