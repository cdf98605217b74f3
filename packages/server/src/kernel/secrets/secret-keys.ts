import { z } from 'zod';
import { listOf } from '../config/values.ts';
import { type SecretKey } from './seal.ts';

/** Text with the keys of secrets: `id:key` with commas between, each key 32 bytes in base64. The first one encrypts. */
export const secretKeys = listOf(z.string().regex(/^[A-Za-z0-9-]{1,32}:[A-Za-z0-9+/]{43}=$/))
  .transform((parts): SecretKey[] =>
    parts.map((part) => {
      const [id = '', key = ''] = part.split(':');
      return { id, bytes: Buffer.from(key, 'base64') };
    }),
  )
  .refine((keys) => keys.length > 0 && new Set(keys.map(({ id }) => id)).size === keys.length);
