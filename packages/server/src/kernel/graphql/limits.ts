/** How much one operation may ask for, and how much may be said to ask for it. */
export const LIMITS = {
  /** Characters of a document, and words and signs in it. */
  documentChars: 100_000,
  tokens: 3_000,
  /** Characters of one word of a document, and of one text in it. */
  wordChars: 200,
  textChars: 20_000,
  /** Brackets within brackets of a document, whatever they hold. */
  nesting: 100,
  /** Fields within fields. Introspection is limited by its own rule of graphql-js. */
  depth: 14,
  /** Fields under another name than their own, fragments counted as often as they are used. */
  aliases: 50,
  directives: 50,
  /** `__schema` and `__type` in one operation. */
  introspections: 1,
  /** Operations and fragments of one document. */
  definitions: 100,
  /** Fields of a document, fragments counted as often as they are used. */
  fields: 3_000,
  /** Pairs of fields that stand under one name of the answer, and so must be compared; see overlap.ts. */
  overlaps: 20_000,
  /**
   * Objects the answer may have, by the page sizes asked for; see cost.ts. An answer is put together in one go, while
   * everybody else waits: so much takes a fraction of a second.
   */
  cost: 20_000,
  /** Keys and items of all variables together, and objects within objects of one. */
  variables: 10_000,
  variableDepth: 30,
  /** Bytes of a request. */
  bodyBytes: 1_000_000,
  /** Bytes of a request of somebody who is not signed in. */
  anonymousBodyBytes: 16_000,
  /** Characters of a sentence that is told or logged: some carry what was sent. */
  messageChars: 500,
} as const;

/** A sentence cut to what may be told: libraries put what a client sent into theirs, however long it is. */
export function shortened(message: string): string {
  return message.length <= LIMITS.messageChars ? message : `${message.slice(0, LIMITS.messageChars - 2)} …`;
}
