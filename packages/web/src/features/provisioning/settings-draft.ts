import type { ConnectorSetting } from '../catalog/connector-kinds.ts';

/** What stands in the fields of a form for the settings of a connector, by name. */
export type SettingsDraft = Readonly<Record<string, string | boolean>>;
/** Secrets that are to be taken away. */
export type Forgotten = ReadonlySet<string>;

/** The fields as they begin: what is kept, else what counts where nothing is said; of a secret nothing. */
export function beginSettings(settings: readonly ConnectorSetting[], kept: unknown): SettingsDraft {
  const values = (kept ?? {}) as Record<string, unknown>;
  const first = ({ name, type, fallback, secret }: ConnectorSetting) => {
    const value = secret ? null : (values[name] ?? fallback ?? null);
    return type === 'SWITCH' ? value === true : value === null ? '' : String(value);
  };
  return Object.fromEntries(settings.map((one) => [one.name, first(one)]));
}

/** The settings as the mutation takes them. An empty field takes a value away; an empty secret stays as it is. */
export function toSettings(settings: readonly ConnectorSetting[], draft: SettingsDraft, forgotten: Forgotten) {
  const plain = settings.filter(({ secret }) => !secret).map(({ name, type }) => [name, valueOf(type, draft[name])] as const);
  const secrets = settings
    .filter(({ secret, name }) => secret && (draft[name] || forgotten.has(name)))
    .map(({ name }) => [name, forgotten.has(name) ? null : draft[name]] as const);
  return {
    ...(plain.length > 0 && { settings: Object.fromEntries(plain) }),
    ...(secrets.length > 0 && { secrets: Object.fromEntries(secrets) }),
  };
}

function valueOf(type: ConnectorSetting['type'], drawn: string | boolean | undefined) {
  if (typeof drawn === 'boolean') return drawn;
  const text = drawn?.trim() ?? '';
  if (text === '') return null;
  return type === 'NUMBER' ? Number(text) : text;
}

/** What a connector was told, in a line; of a secret, whether it is set. */
export function told(settings: readonly ConnectorSetting[], kept: unknown, secretsSet: readonly string[]): string {
  const values = (kept ?? {}) as Record<string, unknown>;
  const said = ({ name, title, type, secret }: ConnectorSetting) => {
    if (secret) return `${title} ${secretsSet.includes(name) ? 'is set' : 'is not set'}`;
    if (!(name in values)) return null;
    return `${title} ${type === 'SWITCH' ? (values[name] === true ? 'yes' : 'no') : String(values[name])}`;
  };
  return settings.flatMap((one) => said(one) ?? []).join(' · ');
}
