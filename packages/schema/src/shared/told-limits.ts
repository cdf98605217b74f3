import { Field, Int, ObjectType } from 'type-graphql';

const Most = (description: string) => Field(() => Int, { description });

/** How much one may ask for and send at most. The numbers stand where they are enforced; this is how they are told. */
@ObjectType({ description: 'How much one may ask for and send, at most. What is over a limit is refused with its `limit`.' })
export class Limits {
  @Most(
    'COST: objects that the answer to one operation of yours could have, by its page sizes; see `extensions.cost` of every answer.',
  )
  cost!: number;

  @Most('DEPTH: fields within fields.')
  depth!: number;

  @Most('ALIASES: aliases of one operation.')
  aliases!: number;

  @Most('DIRECTIVES: directives of one operation.')
  directives!: number;

  @Most('FIELDS: fields of one operation, fragments opened.')
  fields!: number;

  @Most('TOKENS: words and signs of a document.')
  tokens!: number;

  @Most('TOKENS: characters of a document.')
  documentCharacters!: number;

  @Most('TOKEN_LENGTH: characters of a name in a document.')
  wordCharacters!: number;

  @Most('TOKEN_LENGTH: characters of a text in a document.')
  writtenTextCharacters!: number;

  @Most('DEPTH: brackets in brackets of a document.')
  nesting!: number;

  @Most('FIELDS: operations and fragments of a document.')
  definitions!: number;

  @Most('INTROSPECTION: `__schema` or `__type` of one operation.')
  introspections!: number;

  @Most('VARIABLES: levels of one variable.')
  variableDepth!: number;

  @Most('VARIABLES: keys and items of the variables together.')
  variables!: number;

  @Most('BODY_SIZE: bytes of a request.')
  bodyBytes!: number;

  @Most('BODY_SIZE: bytes of a request of somebody who is not signed in.')
  anonymousBodyBytes!: number;

  @Most('TIME: seconds that a query may take.')
  querySeconds!: number;

  @Most('SERVICE_UNAVAILABLE: seconds that a change waits for the change of somebody else.')
  lockSeconds!: number;

  @Most('Rows of a page.')
  pageSize!: number;

  @Most('Rows of a page where nothing is said.')
  defaultPageSize!: number;

  @Most('Levels of a filter.')
  filterDepth!: number;

  @Most('Comparisons in a filter.')
  filterComparisons!: number;

  @Most('Values in one list of a filter.')
  filterValues!: number;

  @Most('Characters of a text in a filter.')
  filterCharacters!: number;

  @Most('Items of a list in an input.')
  listItems!: number;

  @Most('Characters of a name.')
  nameCharacters!: number;

  @Most('Characters of a description.')
  descriptionCharacters!: number;

  @Most('Characters of a reason, a justification or a comment.')
  textCharacters!: number;

  @Most('Characters of an `idempotencyKey`.')
  keyCharacters!: number;

  @Most('Live connections of one person at one server.')
  liveConnections!: number;

  @Most('Operations open on one socket.')
  socketOperations!: number;

  @Most('RATE_LIMITED: faulty operations within a minute from an address where nobody is signed in.')
  faultyOperations!: number;

  @Most('RATE_LIMITED: failed sign-ins within a minute from one address.')
  failedSignIns!: number;
}
