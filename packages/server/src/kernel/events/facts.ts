/**
 * What the nouns tell each other, in the past tense; each declares its own in its module. A fact is published inside the
 * transaction that made it true; the handlers of other nouns (`on-<fact>.<verb>.ts`) act in that same transaction.
 */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type
export interface DomainFacts {}

export type FactName = keyof DomainFacts;
export type DomainFact = { [N in FactName]: { name: N } & DomainFacts[N] }[FactName];
