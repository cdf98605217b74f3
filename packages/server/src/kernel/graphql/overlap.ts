import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';

/** A field of the answer: how often the document names it, and what it asks for below. */
interface Merged {
  times: number;
  below: Map<string, Merged>;
}

/**
 * How many pairs of fields of a document stand under one name of the answer. The rule OverlappingFieldsCanBeMerged compares
 * each of them, and what they hold, so this is what validating costs.
 *
 * @param document one in which no fragment holds itself
 * @param enough where counting may stop
 */
export function overlapsOf(document: DocumentNode, enough: number): number {
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one.selectionSet]] : [])),
  );
  let pairs = 0;
  const merge = (set: SelectionSetNode, into: Map<string, Merged>): void => {
    for (const one of set.selections) {
      if (pairs > enough) return;
      if (one.kind === Kind.INLINE_FRAGMENT) {
        merge(one.selectionSet, into);
      } else if (one.kind === Kind.FRAGMENT_SPREAD) {
        const opened = fragments.get(one.name.value);
        if (opened) merge(opened, into);
      } else {
        const key = one.alias?.value ?? one.name.value;
        const merged = into.get(key) ?? { times: 0, below: new Map() };
        into.set(key, merged);
        pairs += merged.times;
        merged.times += 1;
        if (one.selectionSet) merge(one.selectionSet, merged.below);
      }
    }
  };
  for (const one of document.definitions) {
    if (one.kind === Kind.OPERATION_DEFINITION || one.kind === Kind.FRAGMENT_DEFINITION) merge(one.selectionSet, new Map());
  }
  return pairs;
}
