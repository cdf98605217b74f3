import { type UserErrorData } from '@gatehouse/schema/shared/errors';
import { keptFields } from '@gatehouse/schema/shared/inputs';
import { validateSync, type ValidationError } from 'class-validator';
import { badInput, Refused } from '../refused.ts';

/** How many faults of one input are told. */
const FAULTS_TOLD = 50;

/** What breaks a rule of an input class, with the way to it. */
interface Fault {
  path: string[];
  message: string;
}

/**
 * Checks what the classes of an argument say about their fields (lengths, patterns, ranges), all the way down.
 * type-graphql calls it with every argument of every field.
 * @throws Refused with one INVALID error per fault; a mutation answers it as data, see `payload-errors.ts`
 */
export function validateInput(value: unknown): void {
  const faults = faultsIn(value, []);
  if (faults.length === 0) return;
  throw new Refused(
    ...faults
      .slice(0, FAULTS_TOLD)
      .map(({ path, message }): UserErrorData => ({ type: 'PlainError', code: 'INVALID', message, path })),
  );
}

/**
 * Refuses what PostgreSQL cannot store in a text, wherever in the arguments it stands.
 * @throws GraphQLError BAD_USER_INPUT
 */
export function refuseUnstorable(value: unknown): void {
  if (typeof value === 'string' && value.includes('\u0000'))
    throw badInput('A text holds the character U+0000, which cannot be stored.');
  if (value !== null && typeof value === 'object') Object.values(value).forEach(refuseUnstorable);
}

function faultsIn(value: unknown, path: string[]): Fault[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => faultsIn(item, [...path, String(at)]));
  if (value === null || typeof value !== 'object' || value instanceof Date) return [];
  const own = isInstance(value) ? [...nullsIn(value, path), ...brokenRulesOf(value, path)] : [];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => faultsIn(inner, [...path, key]))];
}

function nullsIn(value: object, path: string[]): Fault[] {
  return keptFields(value)
    .filter((field) => value[field as never] === null)
    .map((field) => ({ path: [...path, field], message: 'It cannot be null: leave it out, and it stays as it is.' }));
}

function brokenRulesOf(value: object, path: string[]): Fault[] {
  return validateSync(value, OPTIONS).flatMap((error) => faultsOf(error, path));
}

const OPTIONS = { forbidUnknownValues: false, skipMissingProperties: true, stopAtFirstError: true };

function isInstance(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype !== null && prototype !== Object.prototype;
}

// Faults of inner objects are found by walking there; those that class-validator nests would be counted twice.
function faultsOf(error: ValidationError, path: string[]): Fault[] {
  return Object.values(error.constraints ?? {}).map((message) => ({
    path: [...path, error.property],
    message: sentence(message),
  }));
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`;
}
