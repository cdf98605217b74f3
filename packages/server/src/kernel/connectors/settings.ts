import { ConnectorSettingType } from '@gatehouse/schema/rules/vocabulary';
import { z } from 'zod';

/** What a driver must be told to reach its target: plain values by name, each with a title and a sentence (`meta`). */
export type SettingsSchema = z.ZodObject;

/** The settings of a driver. Each value is a text, a number, a yes or no, or a word of a list. */
export function settings<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape);
}

/** Marks a setting as a secret: encrypted where it is kept, and never read back. The last word about a setting, as `meta` is kept. */
export function secret<T extends z.ZodType<string | undefined>>(read: T): T {
  return read.meta({ ...read.meta(), secret: true }) as T;
}

/** One setting as a form needs to know it; made from the schema alone. */
export interface SettingField {
  name: string;
  title: string;
  description: string;
  type: keyof typeof ConnectorSettingType;
  required: boolean;
  secret: boolean;
  /** The words to choose from; of a CHOICE alone. */
  choices: string[] | null;
  /** What counts where nothing is said. */
  fallback: string | number | boolean | null;
  /** The least and the most: of a number its value, of a text its characters. */
  least: number | null;
  most: number | null;
}

/**
 * The settings that a schema describes, in its order.
 * @throws Error where one has no title or description, or is nothing that a form could ask for
 */
export function fieldsOf(schema: SettingsSchema): SettingField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, described]) => {
    const one = described as Exclude<typeof described, boolean>;
    const { title, description, secret: hidden } = one as { title?: string; description?: string; secret?: boolean };
    const type = typeOf(one);
    if (!title || !description) throw new Error(`The setting "${name}" needs a title and a description.`);
    if (!type || (hidden && type !== 'TEXT')) throw new Error(`The setting "${name}" is nothing that a form can ask for.`);
    return {
      name,
      title,
      description,
      type,
      required: required.includes(name),
      secret: hidden === true,
      choices: (one.enum as string[] | undefined) ?? null,
      fallback: (one.default as SettingField['fallback'] | undefined) ?? null,
      least: one.minimum ?? one.minLength ?? null,
      most: one.maximum ?? one.maxLength ?? null,
    };
  });
}

function typeOf({ type, enum: words }: { type?: unknown; enum?: unknown[] }): SettingField['type'] | null {
  if (type === 'string') return words ? ConnectorSettingType.CHOICE : ConnectorSettingType.TEXT;
  if (type === 'number' || type === 'integer') return ConnectorSettingType.NUMBER;
  return type === 'boolean' ? ConnectorSettingType.SWITCH : null;
}
