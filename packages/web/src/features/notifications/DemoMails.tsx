import { Accordion, Text } from '@mantine/core';
import { graphql, type ResultOf } from '../../graphql/graphql.ts';
import { Empty } from '../../ui/states/feedback.tsx';
import { inMinutes } from '../../ui/words/dates.ts';
import { When } from '../../ui/words/when.tsx';

/** The mails of the demo, which are written to a folder instead of being sent. */
export const DemoMailsQuery = graphql(`
  query DemoMails {
    demoMails(first: 50) {
      nodes {
        id
        to
        subject
        text
        createdAt
      }
    }
  }
`);

type Mail = ResultOf<typeof DemoMailsQuery>['demoMails']['nodes'][number];

/** Splits a mail at its addresses, so that those that lead here can be followed. */
function withLinks(text: string) {
  return text.split(/(https?:\/\/\S+)/g).map((part, index) =>
    part.startsWith('http') ? (
      <a key={index} href={part} style={{ color: 'var(--mantine-color-anchor)', overflowWrap: 'anywhere' }}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}

/** What would have been sent to the viewer. */
export function DemoMails({ mails }: { mails: readonly Mail[] }) {
  if (mails.length === 0)
    return <Empty title="No mail was written to you yet">In the demo no mail is sent; those to you would stand here.</Empty>;
  return (
    <Accordion variant="contained" radius="lg">
      {mails.map((mail) => (
        <Accordion.Item key={mail.id} value={mail.id}>
          <Accordion.Control>
            {mail.subject}
            <Text size="sm" c="dimmed" component="span" display="block">
              to {mail.to}, <time dateTime={mail.createdAt}>{inMinutes(mail.createdAt)}</time>
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Text size="sm" c="dimmed" component="div" mb="xs">
              Written <When at={mail.createdAt} />
            </Text>
            <div style={{ whiteSpace: 'pre-wrap' }}>{withLinks(mail.text)}</div>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
