import type { Setting } from './setting.ts';
import { settings } from './settings.ts';

const HIDDEN = {
  whole: 'never shown',
  password: 'shown without the password',
  within: 'shown without its secrets',
} as const;

/** The text of `docs/configuration.md`, from the settings themselves. A test compares the two. */
export function configurationDocument(): string {
  const rows = Object.values<Setting<unknown>>(settings).map((one) => {
    const fallback = one.fallback ? `\`${one.fallback}\`` : '';
    const hidden = one.secret ? ` (${HIDDEN[one.secret]})` : '';
    return `| \`${one.env}\` | ${fallback} | ${one.about} | ${one.allowed}${hidden} |`;
  });
  return [
    '# Configuration',
    '',
    'Gatehouse is configured by environment variables. An empty one counts as unset. A wrong value stops the start and says the name,',
    'the value and what is allowed; a password in a value is never shown.',
    '',
    'This file is written from `packages/server/src/kernel/config/settings.ts`; a test fails when the two differ, and says how to write it anew.',
    '',
    '| variable | default | what it does | allowed |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
