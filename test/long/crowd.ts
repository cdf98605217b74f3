import { setTimeout as delay } from 'node:timers/promises';
import { postAs } from '../testkit/http-client.ts';

/** A request as the answers below tell it. */
export interface ToldRequest {
  id: string;
  state: string;
  stages: { id: string }[];
}

/** Something that somebody wants done, whatever happens to the server meanwhile. */
export interface Order {
  mutation: 'submitAccessRequest' | 'decideApproval';
  /** The owner's token. */
  token: string;
  input: Record<string, unknown>;
  /** The same with every try. */
  key: string;
}

const DOCUMENT = {
  submitAccessRequest: document('submitAccessRequest', 'SubmitAccessRequestInput'),
  decideApproval: document('decideApproval', 'DecideApprovalInput'),
} as const;
const READY_POLL_MS = 50;
const PATIENCE_MS = 60_000;

/** Many people at once over HTTP, each of whom tries again with the same key until their order is acknowledged. */
export class Crowd {
  /** What was acknowledged, by key, in the order of the answers. */
  readonly acknowledged = new Map<string, { order: Order; request: ToldRequest }>();
  /** Tries that got no answer, or "try again". */
  unanswered = 0;
  /** Statuses of answers that said "try again", by `status code`. */
  readonly refusals = new Map<string, number>();
  readonly #waiting: Order[] = [];
  readonly #url: () => string;
  readonly #hands: number;

  constructor(url: () => string, hands: number) {
    this.#url = url;
    this.#hands = hands;
  }

  /**
   * Has all of it done, and what `follow` makes of each answer. Resolves when everything is acknowledged.
   * @throws where the server answers with anything but success or "try again"
   */
  async run(orders: readonly Order[], follow: (order: Order, request: ToldRequest) => Order[] = () => []): Promise<void> {
    this.#waiting.push(...orders);
    let inHand = 0;
    const hand = async () => {
      for (;;) {
        const order = this.#waiting.shift();
        // Somebody's order in hand may lead to another.
        if (!order && inHand === 0) return;
        if (!order) {
          await delay(5);
          continue;
        }
        inHand += 1;
        try {
          const request = await this.#send(order);
          if (request) this.#waiting.push(...follow(order, request));
          else this.#waiting.unshift(order);
        } finally {
          inHand -= 1;
        }
      }
    };
    await Promise.all(Array.from({ length: this.#hands }, hand));
  }

  /** Sends everything that was acknowledged once more, with its key. @returns what differs from the first answer */
  async repeatAll(): Promise<string[]> {
    const differing: string[] = [];
    const first = [...this.acknowledged.values()];
    const hand = async () => {
      for (let one = first.shift(); one; one = first.shift()) {
        const { body } = await this.#post(one.order);
        const again = body.data?.[one.order.mutation];
        if (again?.accessRequest?.id !== one.request.id || again.errors.length > 0) differing.push(one.order.key);
      }
    };
    await Promise.all(Array.from({ length: this.#hands }, hand));
    return differing;
  }

  /** One try. @returns null where it must be tried again; the server is ready by then */
  async #send(order: Order): Promise<ToldRequest | null> {
    const answer = await this.#post(order).catch(() => null);
    const code = answer?.body.errors?.[0]?.extensions?.code;
    if (!answer || code === 'SERVICE_UNAVAILABLE') {
      this.unanswered += 1;
      if (answer) this.#note(`${answer.status} ${code}`);
      await untilReady(this.#url());
      return null;
    }
    const { accessRequest, errors } = answer.body.data?.[order.mutation] ?? {};
    if (!accessRequest || errors.length > 0) throw new Error(`${order.key}: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.acknowledged.set(order.key, { order, request: accessRequest });
    return accessRequest as ToldRequest;
  }

  #note(refusal: string): void {
    this.refusals.set(refusal, (this.refusals.get(refusal) ?? 0) + 1);
  }

  #post({ mutation, token, input, key }: Order) {
    return postAs(this.#url(), token, DOCUMENT[mutation], { input: { ...input, idempotencyKey: key } });
  }
}

/** Waits until a server says that it can work. @throws where it does not come back */
export async function untilReady(url: string): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
    const ready = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await delay(READY_POLL_MS);
  }
  throw new Error(`The server at ${url} does not come back.`);
}

function document(mutation: string, input: string): string {
  return `mutation ($input: ${input}!) { ${mutation}(input: $input) { accessRequest { id state stages { id } } errors { code message } } }`;
}
