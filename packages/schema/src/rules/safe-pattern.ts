/**
 * A small regular expression matcher whose time is bounded by (length of the pattern × length of the text).
 * Patterns of questions are written by package managers and run against whatever a stranger types; the engine of
 * the language backtracks, so a pattern like `(a+)+b` would let one answer stop the server. Here all
 * possibilities advance together, one character at a time (Thompson's construction), so there is nothing to blow up.
 *
 * Understood: literals, `.`, classes, escapes (`\d \w \s \p{L} …`), groups, `|`, `? * + {n,m}`. Refused: look-around, back
 * references, word boundaries and anchors inside, none of which this construction can follow.
 */

/** The longest pattern accepted, in characters, and the most steps it may compile to. */
export const LONGEST_PATTERN = 200;
const MOST_STEPS = 2000;

type Step =
  | { readonly op: 'CHAR'; readonly test: (char: string) => boolean }
  | { readonly op: 'SPLIT'; a: number; b: number }
  | { readonly op: 'JUMP'; to: number };

type Compiled =
  | { readonly ok: true; readonly matches: (text: string) => boolean }
  | { readonly ok: false; readonly message: string };

class PatternFault extends Error {}

/**
 * Compiles a pattern that must match a whole text (anchored at both ends; a leading `^` and a trailing `$` are
 * accepted and change nothing).
 *
 * @returns `matches`, or a sentence saying why the pattern is refused.
 */
export function compilePattern(source: string): Compiled {
  if (source.length > LONGEST_PATTERN) return { ok: false, message: `The pattern is longer than ${LONGEST_PATTERN} characters.` };
  try {
    const program = new Compiler(source.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')).program();
    return { ok: true, matches: (text) => run(program, text) };
  } catch (error) {
    if (error instanceof PatternFault) return { ok: false, message: error.message };
    throw error;
  }
}

/** Advances every possibility over the text together; the step after the last one means "matched". */
function run(program: readonly Step[], text: string): boolean {
  let current = closure(program, [0]);
  for (const char of text) {
    const next: number[] = [];
    for (const at of current) {
      const step = program[at];
      if (step?.op === 'CHAR' && step.test(char)) next.push(at + 1);
    }
    if (next.length === 0) return false;
    current = closure(program, next);
  }
  return current.has(program.length);
}

/** All steps reachable without reading a character. */
function closure(program: readonly Step[], from: readonly number[]): Set<number> {
  const reached = new Set(from);
  for (const at of reached) {
    const step = program[at];
    if (step?.op === 'JUMP') reached.add(step.to);
    if (step?.op === 'SPLIT') reached.add(step.a).add(step.b);
  }
  return reached;
}

/** One character, as the language's own engine reads it: an escape, a class, a dot or a literal. */
const ATOM =
  /\\(?:[pP]\{[^}]{1,60}\}|u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[dDwWsStnrfv]|[^a-zA-Z0-9])|\[(?:\\[^]|[^\]\\])*\]|[^\\[\](){}|?*+^$]/uy;
const COUNT = /\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/y;

/** Recursive descent over the pattern; jumps are relative to where a piece will stand, so pieces can be repeated. */
class Compiler {
  private at = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  program(): Step[] {
    const steps = this.alternatives();
    if (this.at < this.source.length) throw new PatternFault(`The pattern has a ")" too many at position ${this.at + 1}.`);
    return place(steps, 0);
  }

  private alternatives(): Step[] {
    const left = this.sequence();
    if (!this.eat('|')) return left;
    const right = this.alternatives();
    return limited([{ op: 'SPLIT', a: 1, b: left.length + 2 }, ...left, { op: 'JUMP', to: right.length + 1 }, ...right]);
  }

  private sequence(): Step[] {
    const steps: Step[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at]!)) steps.push(...this.repeated());
    return limited(steps);
  }

  private repeated(): Step[] {
    const piece = this.piece();
    const [least, most] = this.quantifier();
    const copies = (count: number) => {
      limitCount(piece.length * count);
      return Array.from({ length: count }, () => piece).flat();
    };
    if (most === null)
      return limited([
        ...copies(least),
        { op: 'SPLIT', a: 1, b: piece.length + 2 },
        ...piece,
        { op: 'JUMP', to: -piece.length - 1 },
      ]);
    limitCount((piece.length + 1) * most);
    const optional = Array.from({ length: most - least }, (): Step[] => [
      { op: 'SPLIT', a: 1, b: piece.length + 1 },
      ...piece,
    ]).flat();
    return limited([...copies(least), ...optional]);
  }

  private quantifier(): [number, number | null] {
    const counted = this.match(COUNT);
    const range: [number, number | null] = counted
      ? [Number(counted[1]), counted[2] ? (counted[3] === undefined ? null : Number(counted[3])) : Number(counted[1])]
      : this.eat('*')
        ? [0, null]
        : this.eat('+')
          ? [1, null]
          : this.eat('?')
            ? [0, 1]
            : [1, 1];
    if (range[1] !== null && range[1] < range[0])
      throw new PatternFault('The pattern repeats something at least more often than at most.');
    // A lazy quantifier matches the same whole texts as a greedy one.
    if (range[0] !== 1 || range[1] !== 1) this.eat('?');
    return range;
  }

  private piece(): Step[] {
    if (!this.eat('(')) return [{ op: 'CHAR', test: this.character() }];
    if (this.source[this.at] === '?' && !this.source.startsWith('?:', this.at))
      throw new PatternFault('The pattern uses a look-around or a named group; use plain groups.');
    if (this.source.startsWith('?:', this.at)) this.at += 2;
    const inside = this.alternatives();
    if (!this.eat(')')) throw new PatternFault('The pattern has a "(" without its ")".');
    return inside;
  }

  private character(): (char: string) => boolean {
    const position = this.at + 1;
    const atom = this.match(ATOM)?.[0];
    if (atom === undefined) throw new PatternFault(`The pattern is not understood at position ${position}.`);
    try {
      // One character against one class: nothing to backtrack over.
      const native = new RegExp(`^(?:${atom === '/' ? '\\/' : atom})$`, 'u');
      return (char) => native.test(char);
    } catch {
      throw new PatternFault(`The pattern is not understood at position ${position}.`);
    }
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (found) this.at += found[0].length;
    return found;
  }

  private eat(char: string): boolean {
    if (this.source[this.at] !== char) return false;
    this.at += 1;
    return true;
  }
}

/** Turns relative jumps into absolute ones. */
function place(steps: readonly Step[], origin: number): Step[] {
  return steps.map((step, index) => {
    const here = origin + index;
    if (step.op === 'JUMP') return { op: 'JUMP', to: here + step.to };
    return step.op === 'SPLIT' ? { op: 'SPLIT', a: here + step.a, b: here + step.b } : step;
  });
}

function limitCount(count: number): void {
  if (count > MOST_STEPS) throw new PatternFault('The pattern repeats too much.');
}

function limited(steps: Step[]): Step[] {
  limitCount(steps.length);
  return steps;
}
