import { type DomainRuleFacts } from './domain-rules.ts';

const rule = (kind: DomainRuleFacts['kind'], domain: string, withSubdomains = false): DomainRuleFacts => ({
  kind,
  domain,
  withSubdomains,
});
const block = (domain: string, withSubdomains?: boolean) => rule('BLOCK', domain, withSubdomains);
const allow = (domain: string, withSubdomains?: boolean) => rule('ALLOW', domain, withSubdomains);

/** A mail domain, or null for somebody without a mail address; the rules there are; are such people shut out? */
export const SHUT_OUT: readonly [domain: string | null, rules: readonly DomainRuleFacts[], out: boolean][] = [
  ['a.example', [], false],
  [null, [], false],
  ['a.example', [block('a.example')], true],
  ['b.example', [block('a.example')], false],
  ['x.a.example', [block('a.example')], false],
  ['x.a.example', [block('a.example', true)], true],
  ['xa.example', [block('a.example', true)], false],
  ['a.example', [allow('a.example')], false],
  ['b.example', [allow('a.example')], true],
  [null, [allow('a.example')], true],
  ['x.a.example', [allow('a.example')], true],
  ['x.a.example', [allow('a.example', true)], false],
  ['x.a.example', [allow('a.example', true), block('x.a.example')], true],
  ['a.example', [allow('a.example'), block('a.example')], true],
];
