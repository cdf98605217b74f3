const MINUTE_MS = 60_000;

/**
 * Says what happens again and again, as every try during an outage does, without drowning the rest: at once, and then at
 * most once a minute, with how often it went unsaid.
 * @param now the time in milliseconds
 */
export function sparingly(say: (error: unknown, unsaid: number) => void, now: () => number = Date.now): (error: unknown) => void {
  let [last, unsaid] = [-Infinity, 0];
  return (error) => {
    if (now() - last < MINUTE_MS) {
      unsaid += 1;
      return;
    }
    say(error, unsaid);
    [last, unsaid] = [now(), 0];
  };
}
