import { Anchor, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { graphql } from '../../../graphql/graphql.ts';

const ContactQuery = graphql(`
  query Contact {
    viewer {
      contact
      keepers(first: 5) {
        nodes {
          id
          name
          email
        }
      }
    }
  }
`);

/** A way out for whoever looked in vain: whom to write to about something that is not listed. */
export function NotListed({ search }: { search: string | undefined }) {
  const [{ data }] = useQuery({ query: ContactQuery });
  const { contact, keepers } = data?.viewer ?? {};
  const subject = search ? `Access: ${search}` : 'Access that is not listed';
  const mail = (address: string) => `mailto:${address}?subject=${encodeURIComponent(subject)}`;
  const ask = <strong>Ask for something that is not listed</strong>;
  if (contact) {
    return (
      <Text component="span" display="block" mt="xs" inherit>
        {ask}:{' '}
        <Anchor inherit href={contact.includes('://') ? contact : mail(contact)}>
          {contact}
        </Anchor>
      </Text>
    );
  }
  const people = keepers?.nodes ?? [];
  if (people.length === 0) return null;
  return (
    <Text component="span" display="block" mt="xs" inherit>
      {ask}: write to{' '}
      {people.map(({ id, name, email }, at) => (
        <span key={id}>
          {at > 0 && (at === people.length - 1 ? ' or ' : ', ')}
          {email ? (
            <Anchor inherit href={mail(email)}>
              {name}
            </Anchor>
          ) : (
            name
          )}
        </span>
      ))}
      .
    </Text>
  );
}
