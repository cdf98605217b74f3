import { useState } from 'react';
import { useClient, useQuery, type CombinedError, type TypedDocumentNode } from 'urql';

/** A page of a connection, as every list query selects it. */
export interface ConnectionPage<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount?: number;
}

interface More<Node> {
  key: string;
  pages: ConnectionPage<Node>[];
}

/** A list that grows on demand. `nodes` is null while nothing has come yet. */
export interface Pages<Node> {
  nodes: Node[] | null;
  totalCount: number | undefined;
  hasMore: boolean;
  busy: boolean;
  error: CombinedError | undefined;
  loadMore: () => Promise<void>;
  reload: () => void;
}

/**
 * Reads a connection page by page. The first page stays true with the cache; later ones are added as they are asked for
 * and dropped when the variables change. A row that moved between two pages is shown once.
 */
export function usePages<Data, Variables extends { after?: string | null | undefined }, Node extends { id: string }>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables, 'after'>,
  pick: (data: Data) => ConnectionPage<Node>,
  options: { pause?: boolean } = {},
): Pages<Node> {
  const client = useClient();
  const key = JSON.stringify(variables);
  const [first, reload] = useQuery({ query, variables: variables as Variables, pause: options.pause ?? false });
  const [more, setMore] = useState<More<Node>>({ key, pages: [] });
  const [busy, setBusy] = useState(false);
  const [moreError, setMoreError] = useState<CombinedError>();

  const head = first.data ? pick(first.data) : null;
  const pages = head ? [head, ...(more.key === key ? more.pages : [])] : [];
  const last = pages.at(-1);
  const byId = new Map(pages.flatMap((page) => page.nodes).map((node) => [node.id, node] as const));

  async function loadMore() {
    if (!last?.pageInfo.hasNextPage || busy) return;
    setBusy(true);
    const result = await client
      .query(query, { ...variables, after: last.pageInfo.endCursor } as Variables, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(false);
    setMoreError(result.error);
    const page = result.data ? pick(result.data) : null;
    if (page) setMore((before) => ({ key, pages: [...(before.key === key ? before.pages : []), page] }));
  }

  return {
    nodes: head ? [...byId.values()] : null,
    totalCount: head?.totalCount,
    hasMore: last?.pageInfo.hasNextPage ?? false,
    busy,
    error: first.error ?? moreError,
    loadMore,
    reload: () => {
      setMore({ key, pages: [] });
      reload({ requestPolicy: 'network-only' });
    },
  };
}
