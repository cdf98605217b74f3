import { type UserErrorData } from '@gatehouse/schema/shared/errors';
import { type z } from 'zod';
import { Refused } from '../refused.ts';
import { NoSecretKey, type Keyring } from '../secrets/keyring.ts';
import { UnreadableSecret } from '../secrets/seal.ts';
import { fieldsOf, type SettingField } from './settings.ts';
import { type ConnectorDriver } from './port.ts';

/** What is kept of the settings of one connector. */
export interface KeptSettings {
  id: string;
  /** Plain values by name. */
  settings: Record<string, unknown>;
  /** Sealed values by name. */
  secrets: Record<string, string>;
}

/** What somebody says about settings: values by name, null takes one away. */
export interface SaidSettings {
  settings?: unknown;
  secrets?: unknown;
}

/** What is to be kept from now on. */
export interface NewSettings extends Omit<KeptSettings, 'id'> {
  /** The names of those that are others than before. */
  changed: string[];
}

/**
 * What is kept after somebody said something; what they leave out stays.
 * @throws Refused with everything that is wrong at once, each with its path; SECRETS_UNAVAILABLE where a secret cannot be encrypted
 */
export function changedSettings(driver: ConnectorDriver, keyring: Keyring, kept: KeptSettings, said: SaidSettings): NewSettings {
  const fields = driver.settings ? fieldsOf(driver.settings) : [];
  const isSecret = new Set(fields.filter((field) => field.secret).map(({ name }) => name));
  const errors: UserErrorData[] = [];
  const plain = knownOf('settings', said.settings, fields, errors);
  const secrets = knownOf('secrets', said.secrets, fields, errors);
  const before = Object.fromEntries(fields.flatMap(({ name }) => (name in kept.settings ? [[name, kept.settings[name]]] : [])));
  const opened = openedSecrets(keyring, kept);
  const all = withoutNulls({ ...before, ...opened, ...plain, ...secrets });
  const read = driver.settings?.strip().safeParse(all);
  for (const issue of read?.error?.issues ?? []) {
    const name = String(issue.path[0] ?? '');
    errors.push(wrong(sentenceOf(issue, Object.hasOwn(all, name)), [isSecret.has(name) ? 'secrets' : 'settings', name]));
  }
  if (errors.length > 0) throw new Refused(...errors);
  const values = Object.entries(read?.data ?? {}).filter(([, value]) => value !== undefined);
  const after = Object.fromEntries(values.filter(([name]) => !isSecret.has(name)));
  const sealed = values
    .filter(([name]) => isSecret.has(name))
    .map(([name, value]) => {
      const stays = !(name in secrets) && !keyring.isOld(kept.secrets[name]!);
      return [name, stays ? kept.secrets[name]! : sealedOf(keyring, kept.id, name, String(value))] as const;
    });
  const names = [...new Set([...Object.keys(kept.settings), ...Object.keys(after), ...Object.keys(kept.secrets), ...isSecret])];
  const next = { settings: after, secrets: Object.fromEntries(sealed) };
  const differs = (name: string) =>
    isSecret.has(name)
      ? name in kept.secrets !== name in next.secrets || (name in secrets && name in next.secrets)
      : kept.settings[name] !== after[name];
  return { ...next, changed: names.filter(differs).sort() };
}

/**
 * The settings of a connector as its driver takes them: read by the schema, secrets opened.
 * @throws UnreadableSecret; ZodError where they are not what this version of the driver needs
 */
export function settingsOf(driver: ConnectorDriver, keyring: Keyring, kept: KeptSettings): Record<string, unknown> {
  if (!driver.settings) return {};
  const secrets = Object.entries(kept.secrets).map(([name, sealed]) => [name, keyring.open(sealed, placeOf(kept.id, name))]);
  return driver.settings.strip().parse({ ...kept.settings, ...Object.fromEntries(secrets) });
}

/** The same secret under the key that encrypts now. @throws UnreadableSecret, NoSecretKey */
export function resealed(keyring: Keyring, connectorId: string, name: string, sealed: string): string {
  const place = placeOf(connectorId, name);
  return keyring.isOld(sealed) ? keyring.seal(keyring.open(sealed, place), place) : sealed;
}

const placeOf = (connectorId: string, name: string) => ['connector', connectorId, name];

function sealedOf(keyring: Keyring, connectorId: string, name: string, text: string): string {
  try {
    return keyring.seal(text, placeOf(connectorId, name));
  } catch (error) {
    if (!(error instanceof NoSecretKey)) throw error;
    const message = 'This deployment has no key to encrypt secrets with. Whoever runs it sets SECRET_KEYS.';
    throw new Refused({ type: 'PlainError', code: 'SECRETS_UNAVAILABLE', message, path: ['secrets', name] });
  }
}

/** Those that open here. One that does not counts as not given: it has to be given again. */
function openedSecrets(keyring: Keyring, { id, secrets }: KeptSettings): Record<string, string> {
  const opened = Object.entries(secrets).flatMap(([name, sealed]) => {
    try {
      return [[name, keyring.open(sealed, placeOf(id, name))] as const];
    } catch (error) {
      if (error instanceof UnreadableSecret) return [];
      throw error;
    }
  });
  return Object.fromEntries(opened);
}

/** What is said of settings that there are, by their names; what else is said is an error. */
function knownOf(
  field: 'settings' | 'secrets',
  said: unknown,
  fields: readonly SettingField[],
  errors: UserErrorData[],
): Record<string, unknown> {
  if (said === undefined || said === null) return {};
  if (typeof said !== 'object' || Array.isArray(said)) {
    errors.push(wrong('This is an object with values by their names.', [field]));
    return {};
  }
  const here = fields.filter((one) => one.secret === (field === 'secrets')).map(({ name }) => name);
  for (const name of Object.keys(said).filter((one) => !here.includes(one))) {
    const elsewhere = fields.some((one) => one.name === name);
    const there = field === 'secrets' ? '`settings`: it is no secret' : '`secrets`: it is one';
    const known = here.length > 0 ? `; there are: ${here.join(', ')}` : '';
    errors.push(wrong(elsewhere ? `This belongs to ${there}.` : `There is no such setting${known}.`, [field, name]));
  }
  return Object.fromEntries(Object.entries(said).filter(([name]) => here.includes(name)));
}

function withoutNulls(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function wrong(message: string, path: string[]): UserErrorData {
  return { type: 'PlainError', code: 'INVALID', message, path };
}

/** What is wrong, in a sentence that repeats nothing of what was given: it may be a secret. */
function sentenceOf(issue: z.core.$ZodIssue, given: boolean): string {
  if (!given) return 'This is needed.';
  switch (issue.code) {
    case 'invalid_type':
      return `This must be a ${issue.expected === 'int' ? 'whole number' : issue.expected}.`;
    case 'invalid_value':
      return `This is one of: ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return issue.origin === 'string' ? `At least ${issue.minimum} characters.` : `At least ${issue.minimum}.`;
    case 'too_big':
      return issue.origin === 'string' ? `At most ${issue.maximum} characters.` : `At most ${issue.maximum}.`;
    default:
      return issue.message.endsWith('.') ? issue.message : `${issue.message}.`;
  }
}
