import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Status } from '../../../ui/states/status.tsx';
import { askForCode, signInByCode } from './ways.ts';

/** How long to look for the mail before another one may be sent, in seconds. */
const WAIT_SECONDS = 30;

interface CodeFormProps {
  email: string;
  /** In the demo mails are files. */
  demo: boolean;
  done: () => void;
  another: () => void;
}

/** Takes the code that was sent. What it says is the same for every address: who has it is told in the mail alone. */
export function CodeForm({ email, demo, done, another }: CodeFormProps) {
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [sent, setSent] = useState(() => ({ times: 1, at: Date.now() }));
  const field = useRef<HTMLInputElement>(null);
  const wait = useCountdown(sent.at);
  useEffect(() => field.current?.focus(), [sent.times]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const result = await signInByCode(email, code);
    if (result.ok) return done();
    setProblem(result.message);
    setBusy(false);
    field.current?.focus();
    field.current?.select();
  }

  async function again() {
    setProblem(null);
    const result = await askForCode(email);
    if (!result.ok) return setProblem(result.message);
    setCode('');
    setSent(({ times }) => ({ times: times + 1, at: Date.now() }));
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <Status>
          {sent.times === 1 ? 'We sent a mail to ' : 'We sent another mail to '}
          <strong>{email}</strong>. It says how you get in: mostly a code of six digits.
        </Status>
        {demo && (
          <Alert variant="light" title="This is the demo">
            No mail leaves it. Read the code in the newest file of the folder <code>mail</code> in <code>.data</code>, beside
            Gatehouse.
          </Alert>
        )}
        <TextInput
          ref={field}
          label="Code"
          description="Good for ten minutes, in this browser."
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={11}
          size="md"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={problem}
        />
        <Button type="submit" size="md" loading={busy} disabled={code.replace(/\D/g, '').length !== 6}>
          Sign in
        </Button>
        <Group gap="sm" justify="space-between">
          <Button variant="subtle" size="compact-md" disabled={wait > 0} onClick={() => void again()}>
            {wait > 0 ? `Send again in ${wait} s` : 'Send again'}
          </Button>
          <Button variant="subtle" size="compact-md" onClick={another}>
            Use another address
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Seconds left, from when something was sent. */
function useCountdown(since: number): number {
  const [now, setNow] = useState(since);
  const left = Math.max(0, WAIT_SECONDS - Math.floor((now - since) / 1000));
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [left]);
  return left;
}
