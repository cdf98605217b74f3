import { Anchor, List, Text } from '@mantine/core';
import { Fragment } from 'react';
import type { Gate } from '../../graphql/errors.ts';
import { inDays } from '../words/dates.ts';
import { boundsOf } from '../gate-bounds.ts';
import { gateHelp, type Help } from './gate-help.ts';
import { eitherOf } from '../words/language.ts';
import { TextLink } from '../frame/page.tsx';
import { gateFixers } from '../words/words.ts';

interface GateListProps {
  gates: readonly Gate[];
  /** The audit event an outsider may name, who reads no names. */
  reference?: string | null;
  /** What cannot be had, for the subject of a mail. */
  about?: string | null | undefined;
  /** The package that cannot be had, for whoever can change it. */
  packageId?: string | undefined;
}

/** The conditions a request does not meet: what is wrong, whether one can change it oneself, and whom to write to. */
export function GateList({ gates, reference, about, packageId }: GateListProps) {
  return (
    <>
      <List size="sm" spacing="xs" mt={4}>
        {gates.map((gate) => (
          <List.Item key={`${gate.code} ${gate.path?.join('.') ?? ''} ${gate.message}`}>
            {gate.message}
            {gate.possibleFrom && ` That is from ${inDays(gate.possibleFrom)} on.`} {boundsOf(gate)}{' '}
            {gate.details?.__typename === 'GateRequest' && (
              <TextLink to="/requests/$requestId" params={{ requestId: gate.details.requestId }}>
                Open that request.
              </TextLink>
            )}{' '}
            {gate.details?.__typename === 'GateProof' && <Prove way={gate.details.way} />}{' '}
            <Fixers gate={gate} about={about} packageId={packageId} />
          </List.Item>
        ))}
      </List>
      {reference && (
        <Text size="sm" c="dimmed" mt="xs" style={{ overflowWrap: 'anywhere' }}>
          If you ask somebody for help, name this reference: {reference}
        </Text>
      )}
    </>
  );
}

/** The way through one's identity provider and back to this page: another site, so a link of its own. */
function Prove({ way }: { way: string }) {
  return (
    <Anchor href={`${way}&return=${encodeURIComponent(location.pathname + location.search)}`} inherit underline="always">
      Prove who you are.
    </Anchor>
  );
}

/** What one can do about a condition oneself, and whom else to write to; where nobody is known, of which kind they are. */
function Fixers({ gate, about, packageId }: { gate: Gate } & Pick<GateListProps, 'about' | 'packageId'>) {
  const { people, fixedBy, fixedByYou } = gate;
  const help = fixedByYou ? gateHelp(gate) : null;
  if (people.length === 0 && fixedByYou && !help) return null;
  return (
    <Text span c="dimmed" size="sm">
      {people.length === 0 && !fixedByYou && gateFixers[fixedBy]}
      {help && <Yours {...help} packageId={packageId} />}
      {people.length > 0 && (
        <>
          {help ? ' So can ' : 'Write to '}
          {inWords(people.map(({ name }) => name)).map(({ type, value, at }) =>
            type === 'literal' ? (
              <Fragment key={`literal ${at}`}>{value}</Fragment>
            ) : (
              <Writable key={people[at]!.userId} {...people[at]!} about={about} />
            ),
          )}
          {help ? '.' : ', who can change this.'}
        </>
      )}
    </Text>
  );
}

/** What to do, as a way to where it is done. */
function Yours({ say, on, packageId }: Help & Pick<GateListProps, 'packageId'>) {
  if (on === 'PEOPLE') return <TextLink to="/admin/people">{say}</TextLink>;
  if (!packageId) return <>{say}</>;
  return (
    <TextLink to="/admin/packages/$packageId" params={{ packageId }} search={on === 'POLICIES' ? { tab: 'policies' } : undefined}>
      {say}
    </TextLink>
  );
}

/** A name, as a mail to them where an address is known. */
function Writable({ name, email, about }: Gate['people'][number] & { about?: string | null | undefined }) {
  if (!email) return <>{name}</>;
  const subject = encodeURIComponent(about ? `Access to ${about}` : 'Access I cannot ask for');
  return (
    <Anchor
      href={`mailto:${email}?subject=${subject}`}
      inherit
      underline="always"
      style={{ overflowWrap: 'anywhere' }}
      aria-label={`Write to ${name}`}
    >
      {name}
    </Anchor>
  );
}

/** “Ada, Ben, or Carl” in parts, each name with its place among the names. */
function inWords(names: readonly string[]) {
  let at = -1;
  return eitherOf.formatToParts(names).map(({ type, value }) => ({ type, value, at: type === 'element' ? (at += 1) : at }));
}
