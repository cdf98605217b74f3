import { ERROR_CODES } from '@gatehouse/server/kernel/graphql/errors';
import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { isEnumType, isInputObjectType, isNonNullType, type GraphQLInputObjectType } from 'graphql';
import { type Ending } from './attempt.ts';
import { caseOf } from './case.ts';
import { INPUTS } from './inputs/all.ts';
import { type MatrixWorld } from './matrix-world.ts';

const userErrorCodes = gatehouseSchema().getType('UserErrorCode');
const STABLE = [
  ...(isEnumType(userErrorCodes) ? userErrorCodes.getValues().map(({ name }) => name) : []),
  ...ERROR_CODES.filter((code) => code !== 'INTERNAL' && code !== 'SERVICE_UNAVAILABLE'),
];

/** Every mutation of the schema. */
export const mutations = Object.values(gatehouseSchema().getMutationType()!.getFields());

/** The input object of a mutation. */
export function inputTypeOf(name: string): GraphQLInputObjectType {
  const type = mutations.find((field) => field.name === name)!.args[0]!.type;
  const input = isNonNullType(type) ? type.ofType : type;
  if (!isInputObjectType(input)) throw new Error(`${name} takes no input object.`);
  return input;
}

/** Has its input this field? */
export const takes = (name: string, field: string) => field in inputTypeOf(name).getFields();

/** An input with which it is done, and who does it. */
export const baseOf = (world: MatrixWorld, name: string) => {
  const base = INPUTS[name];
  if (!base) throw new Error(`${name} has no base input: add one to test/matrix/inputs.`);
  return { viewer: world.viewers[base.by], input: base.input(caseOf(world, base.by, 'own')) };
};

/** What is wrong with how a bad input ended; null: nothing. */
export function complaint({ code, message }: Ending): string | null {
  if (code === 'OK') return 'was done';
  if (!STABLE.includes(code)) return `ended with ${code}: ${message}`;
  return /^[A-Z"`].{8,}/s.test(message) ? null : `says no sentence: "${message}"`;
}
