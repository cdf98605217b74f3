import { Button, Divider, Stack, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Status } from '../../../ui/states/status.tsx';
import { CodeForm } from './CodeForm.tsx';
import { askForCode, byCode, issuerAddress, issuersIn, waysFor, type IssuerWay, type Way } from './ways.ts';
import styles from './sign-in.module.css';

interface WaysInProps {
  /** Those that everybody is shown. */
  ways: readonly Way[];
  next: string;
  demo: boolean;
}

/** Signing in: at an issuer, or by the way that fits a mail address. */
export function WaysIn({ ways, next, demo }: WaysInProps) {
  const [email, setEmail] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [fitting, setFitting] = useState<IssuerWay[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const buttons = fitting.length > 0 ? fitting : issuersIn(ways);

  async function find(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(await wayOn());
    setBusy(false);
  }

  /** Goes on by the way that fits. @returns why not */
  async function wayOn(): Promise<string | null> {
    const address = email.trim();
    const found = await waysFor(address);
    if (!found.ok) return found.message;
    const issuers = issuersIn(found.answer.ways);
    if (byCode(found.answer.ways)) {
      const asked = await askForCode(address);
      if (!asked.ok) return asked.message;
      setSentTo(address);
      return null;
    }
    setFitting(issuers);
    const [only, ...others] = issuers;
    if (only && others.length === 0) location.assign(issuerAddress(only, next, address));
    return only ? null : 'Nobody signs in here with such an address. Ask whoever you work with here.';
  }

  return (
    <section className={styles.card} aria-labelledby="ways">
      <Title order={2} id="ways" mb="sm">
        Sign in
      </Title>
      {sentTo === null ? (
        <Stack gap="md">
          <Status silent={fitting.length < 2}>{fitting.length > 1 && 'People with this address sign in at one of these.'}</Status>
          {buttons.map((way) => (
            <Button key={way.provider} component="a" size="md" href={issuerAddress(way, next, email.trim() || undefined)}>
              Sign in with {way.name}
            </Button>
          ))}
          {buttons.length > 0 && <Divider label="or" />}
          <form onSubmit={(event) => void find(event)} noValidate>
            <Stack gap="md">
              <TextInput
                label="Your mail address"
                type="email"
                autoComplete="email"
                size="md"
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
                error={problem}
              />
              <Button
                type="submit"
                size="md"
                variant={buttons.length > 0 ? 'default' : 'filled'}
                loading={busy}
                disabled={!email.trim()}
              >
                Continue
              </Button>
            </Stack>
          </form>
        </Stack>
      ) : (
        <CodeForm email={sentTo} demo={demo} done={() => location.assign(next)} another={() => setSentTo(null)} />
      )}
    </section>
  );
}
