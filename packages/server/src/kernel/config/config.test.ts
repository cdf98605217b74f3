import { describe, expect, it } from 'vitest';
import { addressesOf } from './addresses.ts';
import { ConfigError, loadConfig, printConfig } from './config.ts';
import { configurationDocument } from './document.ts';

/** The sentences that stop the start under this environment. */
function problemsOf(env: NodeJS.ProcessEnv): string {
  try {
    loadConfig(env);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
}

describe('the configuration', () => {
  it('has a default for everything that needs a value', () => {
    expect(loadConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      publicUrl: null,
      dataDir: '.data',
      demo: false,
      undoWindowMs: 10_000,
      jobs: true,
    });
  });

  it('takes an empty variable for an unset one', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 4000, databaseUrl: null });
  });

  it.each([
    ['PORT', 'abc', 'PORT is "abc". Allowed: a whole number from 0 to 65535'],
    ['PORT', '70000', 'PORT is "70000"'],
    ['HOST', 'a b', 'HOST is "a b"'],
    ['PUBLIC_URL', 'https://example.com/path', 'PUBLIC_URL is "https://example.com/path"'],
    ['PUBLIC_URL', 'javascript:alert(1)', 'PUBLIC_URL is'],
    ['ALLOWED_ORIGINS', 'https://a.example, nonsense', 'ALLOWED_ORIGINS is'],
    ['ALLOWED_HOSTS', 'a.example/b', 'ALLOWED_HOSTS is'],
    ['TRUSTED_PROXIES', 'everybody', 'TRUSTED_PROXIES is "everybody"'],
    ['SESSION_LIFETIME', 'P1M', 'SESSION_LIFETIME is "P1M". Allowed: an ISO 8601 duration'],
    ['SESSION_LIFETIME', 'PT0S', 'SESSION_LIFETIME is "PT0S"'],
    ['UNDO_WINDOW', '10', 'UNDO_WINDOW is "10"'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud"'],
    ['NODE_ENV', 'prod', 'NODE_ENV is "prod". Allowed: development, test or production'],
    ['JOBS', 'maybe', 'JOBS is "maybe"'],
    ['GATEHOUSE_ADMIN_EMAIL', 'nobody', 'GATEHOUSE_ADMIN_EMAIL is "nobody"'],
    ['MAIL_FROM', 'Gatehouse', 'MAIL_FROM is "Gatehouse"'],
    ['DATABASE_URL', 'mysql://localhost/db', 'DATABASE_URL is "mysql://localhost/db"'],
  ])('refuses %s=%s with name, value and what is allowed', (name, value, sentence) => {
    expect(problemsOf({ [name]: value })).toContain(sentence);
  });

  it('tells everything that is wrong at once', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'y' }).split('\n')).toHaveLength(2);
  });

  it('accepts no undo window', () => {
    expect(loadConfig({ UNDO_WINDOW: 'PT0S' }).undoWindowMs).toBe(0);
  });

  it('never shows a secret', () => {
    const secrets = {
      DATABASE_URL: 'postgres://me:hunter2@db/gate?password=hunter2',
      REDIS_URL: 'redis://:hunter2@r',
      METRICS_TOKEN: 'hunter2hunter2hunter2',
    };
    expect(printConfig(secrets)).not.toContain('hunter2');
    expect(printConfig(secrets)).toContain('DATABASE_URL = postgres://me:***@db/gate');
    expect(
      problemsOf({ DATABASE_URL: 'http://me:hunter2@db/gate', METRICS_TOKEN: 'hunter2', SMTP_URL: 'me:hunter2@mail' }),
    ).not.toContain('hunter2');
  });

  it('prints where a value comes from', () => {
    expect(printConfig({ PORT: '1' }).split('\n')).toEqual(
      expect.arrayContaining(['PORT = 1', 'HOST = 127.0.0.1 (default)', 'REDIS_URL is not set']),
    );
  });
});

describe('settings together', () => {
  it.each([
    ['in production', { NODE_ENV: 'production' }],
    ['on an address that others reach', { HOST: '0.0.0.0' }],
    ['on a name that only looks local', { HOST: 'localhost.example.com' }],
    ['behind a public address', { PUBLIC_URL: 'https://access.example.com' }],
  ])('refuses demo mode %s', (_where, env) => {
    expect(problemsOf({ GATEHOUSE_DEMO: '1', ...env })).toContain('GATEHOUSE_DEMO is "1". Allowed: only 0 where');
  });

  it.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1'])('allows demo mode on %s', (HOST) => {
    expect(loadConfig({ GATEHOUSE_DEMO: '1', HOST }).demo).toBe(true);
  });

  it('wants to know its public address where others reach it', () => {
    expect(problemsOf({ HOST: '0.0.0.0' })).toContain('PUBLIC_URL is missing');
  });

  it("refuses an owner's URL for a database that is not given", () => {
    expect(problemsOf({ DATABASE_OWNER_URL: 'postgres://o:hunter2@db/gate' })).toBe(
      'DATABASE_OWNER_URL is "postgres://o:***@db/gate". Allowed: only together with DATABASE_URL.',
    );
  });

  describe('issuers', () => {
    const one = { id: 'one', name: 'One', issuer: 'https://one.example', clientId: 'us', clientSecret: 'hunter2' };
    const given = (...list: object[]) => ({ OIDC_PROVIDERS: JSON.stringify(list) });

    it('have what they need by default', () => {
      expect(loadConfig(given({ ...one, domains: ['One.Example.'] })).oidcProviders).toMatchObject([
        { scopes: ['openid', 'profile', 'email'], domains: ['one.example'], trustsMail: false, claims: { attributes: {} } },
      ]);
      expect(loadConfig({}).oidcProviders).toEqual([]);
    });

    it.each([
      ['no JSON', { OIDC_PROVIDERS: '[hunter2' }, 'OIDC_PROVIDERS is "(not shown)". Allowed: a JSON list'],
      ['no list', { OIDC_PROVIDERS: '{}' }, 'Allowed: a JSON list'],
      ['nothing in it', given({}), 'wrong: 0.id, 0.name, 0.issuer, 0.clientId'],
      ['no issuer', given(one, { ...one, id: 'two', issuer: 'one.example' }), '(wrong: 1.issuer)'],
      ['something unknown', given({ ...one, trustMail: true }), '(wrong: 0)'],
      ['an id twice', given(one, one), 'OIDC_PROVIDERS is'],
      ['a domain twice', given(...['a', 'b'].map((id) => ({ ...one, id, domains: ['one.example'] }))), 'OIDC_PROVIDERS is'],
      ['no domain', given({ ...one, domains: ['a b'] }), '(wrong: 0.domains.0)'],
      ['trust in every mail there is', given({ ...one, trustsMail: true }), 'OIDC_PROVIDERS is'],
      [
        'http',
        given({ ...one, issuer: 'http://one.example' }),
        'OIDC_PROVIDERS is "http://one.example". Allowed: an issuer with https',
      ],
      [
        'http on this machine for others',
        { ...given({ ...one, issuer: 'http://127.0.0.1:9' }), PUBLIC_URL: 'https://access.example.com' },
        'Allowed: an issuer with https',
      ],
    ])('are refused with %s', (_what, env, sentence) => {
      const problems = problemsOf(env);
      expect(problems).toContain(sentence);
      expect(problems).not.toContain('hunter2');
    });

    it('of this machine may speak http to it', () => {
      expect(loadConfig(given({ ...one, issuer: 'http://127.0.0.1:9' })).oidcProviders).toHaveLength(1);
    });

    it('are printed without their secrets', () => {
      expect(printConfig(given(one))).toContain('"clientSecret":"***"');
    });
  });

  it('wants a sender for mail', () => {
    expect(problemsOf({ SMTP_URL: 'smtp://mail' })).toContain('MAIL_FROM is missing');
  });
});

describe('addresses', () => {
  it('answer to every loopback name on a loopback address', () => {
    const found = addressesOf(loadConfig({}), 4321);
    expect(found.publicUrl).toBe('http://127.0.0.1:4321');
    expect(found.hosts).toEqual(['127.0.0.1:4321', 'localhost:4321', '[::1]:4321']);
    expect(found.origins).toContain('http://localhost:4321');
  });

  it('keep to the public address elsewhere', () => {
    const found = addressesOf(
      loadConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'https://access.example.com', ALLOWED_ORIGINS: 'https://portal.example.com/' }),
      4000,
    );
    expect(found.hosts).toEqual(['access.example.com']);
    expect(found.origins).toEqual(['https://access.example.com', 'https://portal.example.com']);
  });

  it('do not take loopback pages for ours behind a proxy', () => {
    const found = addressesOf(loadConfig({ PUBLIC_URL: 'https://access.example.com' }), 4000);
    expect(found.hosts).toContain('127.0.0.1:4000');
    expect(found.origins).toEqual(['https://access.example.com']);
  });
});

it('is documented as it is (after a change: npm run format writes docs/configuration.md anew)', async () => {
  await expect(configurationDocument()).toMatchFileSnapshot('../../../../../docs/configuration.md');
});
