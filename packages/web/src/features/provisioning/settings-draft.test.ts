import { expect, test } from 'vitest';
import type { ConnectorSetting } from '../catalog/connector-kinds.ts';
import { beginSettings, told, toSettings } from './settings-draft.ts';

const blank = { description: '', required: false, secret: false, choices: null, fallback: null, least: null, most: null };
const SETTINGS: ConnectorSetting[] = [
  { ...blank, name: 'url', title: 'Address', type: 'TEXT' },
  { ...blank, name: 'berths', title: 'Berths', type: 'NUMBER', fallback: 10 },
  { ...blank, name: 'open', title: 'Open', type: 'SWITCH', fallback: true },
  { ...blank, name: 'token', title: 'Token', type: 'TEXT', secret: true },
  { ...blank, name: 'pilot', title: 'Pilot', type: 'TEXT', secret: true },
];

test('fields begin with what is kept, else with what counts where nothing is said, and never with a secret', () => {
  expect(beginSettings(SETTINGS, null)).toEqual({ url: '', berths: '10', open: true, token: '', pilot: '' });
  expect(beginSettings(SETTINGS, { url: 'x', open: false, token: 'leaked' })).toMatchObject({ url: 'x', open: false, token: '' });
});

test('what is left empty is taken away, but a secret stays unless it is to be forgotten', () => {
  const draft = { url: ' ', berths: '3', open: false, token: ' a b ', pilot: '' };
  expect(toSettings(SETTINGS, draft, new Set())).toEqual({
    settings: { url: null, berths: 3, open: false },
    secrets: { token: ' a b ' },
  });
  expect(toSettings(SETTINGS, draft, new Set(['pilot']))).toMatchObject({ secrets: { pilot: null } });
  expect(toSettings([], {}, new Set())).toEqual({});
});

test('a connector says what it was told, and of its secrets whether they are set', () => {
  expect(told(SETTINGS, { url: 'https://a.example', open: false }, ['token'])).toBe(
    'Address https://a.example · Open no · Token is set · Pilot is not set',
  );
  expect(told([], {}, [])).toBe('');
});
