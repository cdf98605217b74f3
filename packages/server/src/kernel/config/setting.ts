import type { z } from 'zod';
import { withoutSecrets } from './oidc-providers.ts';

/** One setting: where it is read from, what it means, and what it may be. The configuration and its documentation both come from it. */
export interface Setting<Value> {
  /** The environment variable. */
  env: string;
  /** Reads the text of the variable. */
  read: z.ZodType<Value, string>;
  /** The text that counts when the variable is unset or empty; null: the setting is then absent. */
  fallback: string | null;
  /** What it does, in a sentence. */
  about: string;
  /** What it may be, in words: stands in the documentation and in the message about a wrong value. */
  allowed: string;
  /** Must the value never be shown, or only the password within it, or the secrets within its JSON? */
  secret?: 'whole' | 'password' | 'within';
}

/** A setting that always has a value. */
export function setting<Value>(env: string, read: z.ZodType<Value, string>, text: { fallback: string } & Words): Setting<Value> {
  return { env, read, ...text };
}

/** A setting that may be absent: null then. */
export function optional<Value>(env: string, read: z.ZodType<Value, string>, text: Words): Setting<Value | null> {
  return { env, read, fallback: null, ...text };
}

type Words = Pick<Setting<unknown>, 'about' | 'allowed' | 'secret'>;

/** The value as it may be shown to anybody: a secret is not, of a URL the password is not, and of JSON what is called a secret. */
export function redacted(one: Pick<Setting<unknown>, 'secret'>, text: string): string {
  if (one.secret === undefined) return text;
  if (one.secret === 'password') {
    const url = URL.parse(text);
    // What is no URL may be a password in the wrong place; a query may hold one too (`?password=…`).
    if (url && url.hostname !== '') {
      if (url.password) url.password = '***';
      if (url.search) url.search = '?***';
      return url.href;
    }
  }
  if (one.secret === 'within') return withoutSecrets(text) ?? '(not shown)';
  return '(not shown)';
}
