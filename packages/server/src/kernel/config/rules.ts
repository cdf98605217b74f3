import type { Configuration, ConfigProblem } from './config.ts';
import { isLoopback } from './loopback.ts';
import { redacted } from './setting.ts';
import { settings } from './settings.ts';

/** What is wrong with the settings taken together. Demo mode lets anybody be anybody, so its rules are the strictest. */
export function brokenRules(config: Configuration): ConfigProblem[] {
  const { demo, host, publicUrl, environment } = config;
  const problems: ConfigProblem[] = [];
  const refuse = (name: string, shown: string | null, allowed: string) => problems.push({ name, shown, allowed });

  if (demo && environment === 'production') refuse('GATEHOUSE_DEMO', '1', 'only 0 where NODE_ENV is production');
  if (demo && !isLoopback(host)) {
    refuse(
      'GATEHOUSE_DEMO',
      '1',
      `only 0 where HOST is "${host}", which is no loopback address ("npm start" sets 1 where nothing says otherwise)`,
    );
  }
  if (demo && publicUrl && !isLoopback(new URL(publicUrl).hostname)) {
    refuse('GATEHOUSE_DEMO', '1', `only 0 where PUBLIC_URL is "${publicUrl}", which is no loopback address`);
  }
  if (!demo && !publicUrl && !isLoopback(host)) {
    refuse('PUBLIC_URL', null, `${settings.publicUrl.allowed}; needed where HOST is "${host}", because links begin with it`);
  }
  if (config.databaseOwnerUrl && !config.databaseUrl) {
    refuse('DATABASE_OWNER_URL', redacted(settings.databaseOwnerUrl, config.databaseOwnerUrl), 'only together with DATABASE_URL');
  }
  for (const { issuer } of config.oidcProviders) {
    if (issuer.startsWith('https:') || (isLoopback(new URL(issuer).hostname) && isLoopback(ownHost(config)))) continue;
    refuse('OIDC_PROVIDERS', issuer, 'an issuer with https; http only on a loopback address, for a PUBLIC_URL that is one too');
  }
  if (config.smtpUrl && !config.mailFrom) refuse('MAIL_FROM', null, `${settings.mailFrom.allowed}; needed with SMTP_URL`);
  return problems;
}

/** The host under which people reach this server. */
function ownHost({ publicUrl, host }: Configuration): string {
  return publicUrl ? new URL(publicUrl).hostname : host;
}
