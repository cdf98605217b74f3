import { Stack } from '@mantine/core';
import { Page } from '../../../ui/frame/page.tsx';
import { ApiTokens } from './ApiTokens.tsx';
import { MailPreferences } from './MailPreferences.tsx';
import { Sessions } from './Sessions.tsx';

/** What somebody decides about their own use of Gatehouse. */
export function SettingsView() {
  return (
    <Page title="Settings" about="Mails you get, tokens for your tools, and the browsers you are signed in with.">
      <Stack>
        <MailPreferences />
        <ApiTokens />
        <Sessions />
      </Stack>
    </Page>
  );
}
