import { z } from 'zod';
import { secretKeys } from '../secrets/secret-keys.ts';
import { oidcProviders } from './oidc-providers.ts';
import { optional, setting } from './setting.ts';
import { durationMs, hostHeader, listOf, onOff, origin, urlOf, wholeNumber } from './values.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const databaseUrl = urlOf('postgres:', 'postgresql:');
const mailAddress = z.email();
const sender = z.string().refine((text) => mailAddress.safeParse(/<([^<>]+)>$/.exec(text)?.[1] ?? text).success);

/** Every setting there is, by the name it has in the code. The order is that of the documentation. */
export const settings = {
  port: setting('PORT', wholeNumber(0, 65_535), {
    fallback: '4000',
    about: 'Where the dashboard, the API and everything else is served.',
    allowed: 'a whole number from 0 to 65535; 0 takes any free port',
  }),
  host: setting('HOST', z.string().regex(/^[A-Za-z0-9.:-]+$/), {
    fallback: '127.0.0.1',
    about: 'The address to listen on. Anything but a loopback address needs `PUBLIC_URL` and ends demo mode.',
    allowed: 'an IP address or a host name, such as 127.0.0.1 or 0.0.0.0',
  }),
  publicUrl: optional('PUBLIC_URL', origin, {
    about:
      'The address under which people reach Gatehouse; every link in mails and pages begins with it. Without it: `http://`, the host and the port.',
    allowed: 'an http or https URL without a path, such as https://access.example.com',
  }),
  allowedHosts: setting('ALLOWED_HOSTS', listOf(hostHeader), {
    fallback: '',
    about: 'Further Host headers to answer to, beside those of `PUBLIC_URL` and, on a loopback address, the loopback names.',
    allowed: 'host names with commas between, each with its port where it is not the usual one',
  }),
  allowedOrigins: setting('ALLOWED_ORIGINS', listOf(origin), {
    fallback: '',
    about: 'Other front ends whose pages may call the API (CORS, WebSocket and event streams), beside the own dashboard.',
    allowed: 'http or https URLs without a path, with commas between',
  }),
  trustedProxies: setting('TRUSTED_PROXIES', listOf(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])), {
    fallback: '',
    about: 'Proxies whose word about the address of a caller is believed (`X-Forwarded-For`, `X-Forwarded-Proto`).',
    allowed: 'IP addresses or ranges such as 10.0.0.0/8, with commas between',
  }),
  databaseUrl: optional('DATABASE_URL', databaseUrl, {
    about: 'A PostgreSQL (15 or newer) to use instead of the embedded one.',
    allowed: 'a URL such as postgres://user:password@host:5432/database',
    secret: 'password',
  }),
  databaseOwnerUrl: optional('DATABASE_OWNER_URL', databaseUrl, {
    about:
      'The same database through the role that owns the tables, for migrations alone, so that the role of `DATABASE_URL` cannot alter the audit.',
    allowed: 'a URL such as postgres://owner:password@host:5432/database, only together with DATABASE_URL',
    secret: 'password',
  }),
  databasePoolSize: setting('DATABASE_POOL_SIZE', wholeNumber(2, 200), {
    fallback: '20',
    about: 'The most connections to the database that one process keeps for requests.',
    allowed: 'a whole number from 2 to 200',
  }),
  redisUrl: optional('REDIS_URL', urlOf('redis:', 'rediss:'), {
    about: 'A Redis that carries events between replicas. Without it PostgreSQL does (LISTEN/NOTIFY).',
    allowed: 'a URL such as redis://host:6379',
    secret: 'password',
  }),
  dataDir: setting('DATA_DIR', z.string().min(1), {
    fallback: '.data',
    about:
      'The folder of the embedded database and, in demo mode, of the mails. A relative path counts from the folder of the checkout.',
    allowed: 'a path that this account may write to',
  }),
  secretKeys: optional('SECRET_KEYS', secretKeys, {
    about:
      'What the secrets of connectors are encrypted with. Without it none can be kept; only an embedded database, and demo mode, have a key of their own in `DATA_DIR`. To exchange a key, put the new one first and keep the old one until `secrets reseal` has run.',
    allowed:
      'a name and 32 random bytes in base64 (`openssl rand -base64 32`), such as 2026:q83v…8=; several with commas between, of which the first encrypts',
    secret: 'whole',
  }),
  demo: setting('GATEHOUSE_DEMO', onOff, {
    fallback: '0',
    about:
      'The demo company and the page to sign in as one of its people. `npm start` turns it on where it is unset, NODE_ENV is not production and DATABASE_URL is not given.',
    allowed: '1 or 0; 1 neither in production nor where HOST or PUBLIC_URL is not a loopback address',
  }),
  adminEmail: optional('GATEHOUSE_ADMIN_EMAIL', mailAddress, {
    about: 'Makes this person an administrator, as long as there is none.',
    allowed: 'a mail address',
  }),
  sessionLifetimeMs: setting('SESSION_LIFETIME', durationMs(MINUTE, 90 * DAY), {
    fallback: 'PT12H',
    about: 'How long a sign-in lasts, however much it is used.',
    allowed: 'an ISO 8601 duration from PT1M to P90D, such as PT12H',
  }),
  sessionIdleMs: setting('SESSION_IDLE', durationMs(MINUTE, 90 * DAY), {
    fallback: 'PT4H',
    about: 'How long a sign-in lasts that is not used.',
    allowed: 'an ISO 8601 duration from PT1M to P90D, such as PT4H',
  }),
  oidcProviders: setting('OIDC_PROVIDERS', oidcProviders, {
    fallback: '[]',
    about:
      'The OpenID Connect issuers by which your own people sign in. Each: `id` (stands in its redirect address, `PUBLIC_URL/auth/oidc/callback/<id>`), `name` (on its button), `issuer`, `clientId`, `clientSecret`, and where needed `scopes`, `domains` (mail domains of its people; whoever types such an address is sent to it), `trustsMail` (mails of these domains count as verified though it does not say so), `claims` (`employeeNumber` and `attributes`: by which names it tells them) and `tenant` (`claim`, `value`: what its tokens must say).',
    allowed:
      'a JSON list such as [{"id":"contoso","name":"Contoso","issuer":"https://login.contoso.example","clientId":"gatehouse","clientSecret":"…","domains":["contoso.example"],"trustsMail":true,"claims":{"employeeNumber":"employee_id","attributes":{"costCenter":"cost_center"}}}]; ids and domains once each, trustsMail only with domains; an http issuer only on a loopback address, for a PUBLIC_URL that is one too',
    secret: 'within',
  }),
  undoWindowMs: setting('UNDO_WINDOW', durationMs(0, 60 * MINUTE), {
    fallback: 'PT10S',
    about: 'How long a decision, approval or denial, can be taken back before anything follows from it.',
    allowed: 'an ISO 8601 duration from PT0S (no taking back) to PT1H, such as PT10S',
  }),
  jobs: setting('JOBS', onOff, {
    fallback: 'on',
    about: 'Does this process run the timed jobs and the queued work? However many do, each tick runs once.',
    allowed: 'on or off',
  }),
  smtpUrl: optional('SMTP_URL', urlOf('smtp:', 'smtps:'), {
    about: 'The mail server. Without it no mail is sent; in demo mode mails are written to a folder of `DATA_DIR`.',
    allowed: 'a URL such as smtps://user:password@mail.example.com:465, together with MAIL_FROM',
    secret: 'password',
  }),
  mailFrom: optional('MAIL_FROM', sender, {
    about: 'The sender of every mail.',
    allowed: 'a mail address, with a name if you like: Gatehouse <access@example.com>',
  }),
  contact: optional('CONTACT', z.union([mailAddress, z.url({ protocol: /^https?$/ })]), {
    about:
      'Where people are sent who look for access that is not listed. Without it they are shown who owns the catalogs they see, else the administrators.',
    allowed: 'a mail address, or an http or https URL, such as servicedesk@example.com',
  }),
  metricsToken: optional('METRICS_TOKEN', z.string().min(16), {
    about:
      'What a monitor sends as bearer token to read `/metrics`. Without it `/metrics` is open in demo mode and closed elsewhere.',
    allowed: 'at least 16 characters',
    secret: 'whole',
  }),
  logLevel: setting('LOG_LEVEL', z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']), {
    fallback: 'info',
    about: 'How much is logged.',
    allowed: 'silent, fatal, error, warn, info, debug or trace',
  }),
  shutdownDelayMs: optional('SHUTDOWN_DELAY', durationMs(0, 10 * MINUTE), {
    about:
      'How long a stopping server says that it is not ready (`/readyz`) before it takes nothing new, so that balancers notice. Without it: PT5S in production, none elsewhere.',
    allowed: 'an ISO 8601 duration from PT0S to PT10M, such as PT5S',
  }),
  shutdownGraceMs: setting('SHUTDOWN_GRACE', durationMs(0, 10 * MINUTE), {
    fallback: 'PT15S',
    about: 'How long a stopping server lets requests and work in flight finish.',
    allowed: 'an ISO 8601 duration from PT0S to PT10M, such as PT15S',
  }),
  environment: setting('NODE_ENV', z.enum(['development', 'test', 'production']), {
    fallback: 'development',
    about: 'What this installation is for.',
    allowed: 'development, test or production',
  }),
} as const;

/** The name of a setting in the code. */
export type SettingName = keyof typeof settings;
