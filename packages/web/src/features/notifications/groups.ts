/** What messages are put together by. */
export interface Grouped {
  id: string;
  kind: string;
  request: { id: string; accessPackage: { id: string; name: string } } | null;
  assignment: { id: string } | null;
  task: { id: string } | null;
}

/** Messages that are about one thing, the latest first. */
export interface MessageGroup<Message> {
  key: string;
  /** Several requests for one package that wait for the reader: what the package is called. */
  waiting: { id: string; name: string } | null;
  messages: readonly Message[];
}

/** What asks for a decision belongs together by its package; everything else by its request, its task or its access. */
function keyOf({ id, kind, request, assignment, task }: Grouped): string {
  if (request && ASKING.has(kind)) return `waiting ${request.accessPackage.id}`;
  return task?.id ?? request?.id ?? assignment?.id ?? id;
}

const ASKING = new Set(['APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED']);

/** Puts messages together; each group stands where its latest message does. */
export function groupsOf<Message extends Grouped>(messages: readonly Message[]): readonly MessageGroup<Message>[] {
  const groups = new Map<string, Message[]>();
  for (const message of messages) {
    const key = keyOf(message);
    groups.set(key, [...(groups.get(key) ?? []), message]);
  }
  return [...groups].map(([key, inside]) => {
    const { request } = inside[0]!;
    const requests = new Set(inside.map((message) => message.request?.id));
    return {
      key,
      waiting: key.startsWith('waiting ') && request && requests.size > 1 ? request.accessPackage : null,
      messages: inside,
    };
  });
}
