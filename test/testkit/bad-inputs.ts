import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';

/** One wrong input: what is wrong with it, and whether GraphQL itself must find that. */
export interface BadInput {
  what: string;
  input: Record<string, unknown>;
  /** Refused before the mutation is reached, as BAD_USER_INPUT. */
  byType: boolean;
}

/** Far longer than any text may be, and more than any list may hold. */
const LONG = 'x'.repeat(20_001);
const MANY = 1001;

/** No id of ours: of a kind that fits nowhere, unlike any, empty, endless. */
const STRANGE_IDS = ['job_00000000000000000000000009', 'nonsense', '', `usr_${'0'.repeat(10_000)}`];

/**
 * Wrong variants of an input that is right, generated from its type: each differs in one place.
 */
export function badInputs(type: GraphQLInputObjectType, right: Record<string, unknown>): BadInput[] {
  const fields = Object.values(type.getFields()).filter(({ name }) => name !== 'idempotencyKey');
  return [
    { what: 'a field that does not exist', input: { ...right, nonsense: 1 }, byType: true },
    ...fields.flatMap((field) => inField(field, right)),
  ];
}

function inField(field: GraphQLInputField, right: Record<string, unknown>): BadInput[] {
  const { name, type } = field;
  const bad: BadInput[] = [];
  const put = (what: string, value: unknown, byType: boolean) =>
    bad.push({ what: `${name}: ${what}`, input: { ...right, [name]: value }, byType });
  if (isNonNullType(type)) {
    put('null', null, true);
    const { [name]: _left, ...rest } = right;
    bad.push({ what: `${name}: left out`, input: rest, byType: true });
  }
  for (const { what, value, byType } of wrongValues(type, right[name])) put(what, value, byType);
  return bad;
}

interface Wrong {
  what: string;
  value: unknown;
  byType: boolean;
}

/** Wrong values of a type; `right` is a right one, where there is one. */
function wrongValues(given: GraphQLInputType, right: unknown): Wrong[] {
  const type = getNullableType(given);
  if (isListType(type)) return inList(type.ofType, right);
  if (isInputObjectType(type)) return inObject(type, right);
  if (isEnumType(type)) return [typed('no such word', 'NO_SUCH_WORD'), typed('a number', 7), typed('a list', [['x']])];
  if (!isScalarType(type)) return [];
  return inScalar(type.name, right);
}

function inScalar(name: string, right: unknown): Wrong[] {
  const object = typed('an object', { x: 1 });
  if (name === 'ID') {
    const strange = [unknownLike(right), ...STRANGE_IDS].map((id) => ({
      what: `the id "${id.slice(0, 30)}"`,
      value: id,
      byType: false,
    }));
    return [...strange, typed('NUL', 'usr_\u0000'), object];
  }
  if (name === 'String')
    return [{ what: 'too long', value: LONG, byType: false }, typed('NUL', 'a\u0000b'), typed('a number', 7), object];
  if (name === 'Int') return [typed('a text', 'many'), typed('a fraction', 1.5), typed('far too big', 2 ** 40)];
  if (name === 'Boolean') return [typed('a text', 'yes')];
  // Whatever JSON can say has the right type; what it must be is for the mutation to say.
  if (name === 'JSON')
    return [
      { what: 'no such thing', value: 'no such thing', byType: false },
      typed('NUL', 'a\u0000b'),
      { what: 'a long text', value: LONG, byType: false },
      { ...object, byType: false },
    ];
  // Our own scalars: no instant, length, mail address or address at all.
  return [typed('no such thing', 'no such thing'), typed('NUL', 'a\u0000b'), typed('a long text', LONG), object];
}

function inObject(type: GraphQLInputObjectType, right: unknown): Wrong[] {
  const inner = right ? badInputs(type, right as Record<string, unknown>) : [];
  return [typed('a text', 'text'), ...inner.map(({ what, input, byType }) => ({ what, value: input, byType }))];
}

function inList(item: GraphQLInputType, right: unknown): Wrong[] {
  const known = (right as unknown[] | undefined)?.[0];
  const some = known ?? (isIdLike(item) ? unknownLike(undefined) : undefined);
  const many =
    some === undefined ? [] : [{ what: `${MANY} entries`, value: Array.from({ length: MANY }, () => some), byType: false }];
  return [
    typed('a list of null', [null]),
    ...many,
    ...wrongValues(item, known).map((wrong) => ({ ...wrong, what: `an entry with ${wrong.what}`, value: [wrong.value] })),
  ];
}

function isIdLike(item: GraphQLInputType): boolean {
  const type = getNullableType(item);
  return isScalarType(type) && type.name === 'ID';
}

function typed(what: string, value: unknown): Wrong {
  return { what, value, byType: true };
}

/** An id of the same kind that nothing has. */
export function unknownLike(id: unknown): string {
  const prefix = typeof id === 'string' && id.includes('_') ? id.split('_')[0] : 'usr';
  return `${prefix}_00000000000000000000000009`;
}

/** The same input, but for one text, id, length or list: right by type, and another one; null where it has none of these. */
export function anotherInput(type: GraphQLInputObjectType, right: Record<string, unknown>): Record<string, unknown> | null {
  const fields = Object.values(type.getFields()).filter(({ name }) => name !== 'idempotencyKey');
  const named = (name: string) => fields.filter((field) => getNullableType(field.type).toString() === name);
  const [text] = named('String');
  if (text) return { ...right, [text.name]: 'Another text' };
  const [id] = named('ID');
  if (id) return { ...right, [id.name]: unknownLike(right[id.name]) };
  const [length] = named('Duration');
  if (length) return { ...right, [length.name]: 'P9D' };
  const [list] = fields.filter(({ type: of }) => isListType(getNullableType(of)));
  return list ? { ...right, [list.name]: [...(right[list.name] as unknown[]), ...(right[list.name] as unknown[])] } : null;
}
