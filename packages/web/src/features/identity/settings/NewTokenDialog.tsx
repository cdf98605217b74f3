import { Alert, Button, Code, CopyButton, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { useAction } from '../../../graphql/use-action.ts';
import type { TokenScope } from '@gatehouse/schema/rules/vocabulary';
import { DurationField } from '../../../ui/forms/duration-field.tsx';
import { Refusals } from '../../../ui/states/feedback.tsx';

const Create = graphql(
  `
    mutation CreateApiToken($input: CreateApiTokenInput!) {
      createApiToken(input: $input) {
        apiToken {
          id
        }
        secret
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** Makes a token and shows its secret, once. */
export function NewTokenDialog({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="New API token" closeOnClickOutside={false}>
      {opened && <Form close={close} />}
    </Modal>
  );
}

function Form({ close }: { close: () => void }) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<TokenScope>('READ');
  const [expiresIn, setExpiresIn] = useState<string | null>('P90D');
  const [secret, setSecret] = useState<string | null>(null);
  const create = useAction(Create);
  const send = async () => {
    const result = await create.run({ input: { name: name.trim(), scope, expiresIn } });
    if (result?.ok) setSecret(result.payload.secret);
  };
  if (secret) {
    return (
      <Stack>
        <Alert color="gate" variant="light" title="Copy it now" role="alert">
          It is shown this once. Whoever has it acts as you.
        </Alert>
        <Code block>{secret}</Code>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
          <Button onClick={close}>I have it</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={(event) => (event.preventDefault(), void send())}>
      <Stack>
        <TextInput
          label="What it is for"
          required
          data-autofocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Radio.Group label="What it may do" value={scope} onChange={(value) => setScope(value as TokenScope)}>
          <Stack gap="xs" mt="xs">
            <Radio value="READ" label="Read what I may read" />
            <Radio value="ADHOC" label="Read large reports" description="As above; an answer may cost five times as much." />
            <Radio value="WRITE" label="Do what I may do" />
          </Stack>
        </Radio.Group>
        <DurationField label="Ends after" value={expiresIn} onChange={setExpiresIn} required />
        <Refusals errors={create.errors} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Not now
          </Button>
          <Button type="submit" loading={create.busy} disabled={name.trim() === ''}>
            Make token
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
