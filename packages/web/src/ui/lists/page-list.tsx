import { Button, Center, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Pages } from '../../graphql/use-pages.ts';
import { Failed, Loading } from '../states/feedback.tsx';
import { Status } from '../states/status.tsx';

interface PageListProps<Node> {
  pages: Pages<Node>;
  /** What to say where there is none. */
  empty: ReactNode;
  /** What one and several of these are called. */
  noun: readonly [one: string, many: string];
  children: (nodes: Node[]) => ReactNode;
}

/** A list with its skeleton, its trouble, its emptiness, and a button for more. */
export function PageList<Node>({ pages, empty, noun, children }: PageListProps<Node>) {
  const { nodes, error, totalCount } = pages;
  if (!nodes) return error ? <Failed error={error} retry={pages.reload} /> : <Loading rows={4} />;
  const shown = `${nodes.length}${totalCount === undefined ? '' : ` of ${totalCount}`} ${(totalCount ?? nodes.length) === 1 ? noun[0] : noun[1]}`;
  return (
    <div>
      {error && <Failed error={error} retry={pages.reload} />}
      {nodes.length === 0 ? empty : children(nodes)}
      <Status silent={nodes.length === 0}>
        <Text size="sm" c="dimmed" mt="sm">
          {shown}
        </Text>
      </Status>
      {pages.hasMore && (
        <Center mt="sm">
          <Button variant="default" loading={pages.busy} onClick={() => void pages.loadMore()}>
            Show more
          </Button>
        </Center>
      )}
    </div>
  );
}
