import { Lexer, Source, TokenKind, type GraphQLError, type Token } from 'graphql';
import { tooComplex } from './errors.ts';
import { LIMITS } from './limits.ts';

const TEXTS = new Set<string>([TokenKind.STRING, TokenKind.BLOCK_STRING]);
const OPENING = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Which limit the text of a document is over, or null. It is read word by word before it is parsed, because parsing and
 * validating repeat what they stumble over. Where it is no GraphQL the parser says so.
 */
export function oversizedText(text: string): GraphQLError | null {
  if (text.length > LIMITS.documentChars)
    return tooComplex('TOKENS', `The document has more than ${LIMITS.documentChars} characters.`);
  let [count, nesting] = [0, 0];
  for (const { kind, start, end } of words(text)) {
    if ((count += 1) > LIMITS.tokens) return tooComplex('TOKENS', `The document has more than ${LIMITS.tokens} tokens.`);
    const longest = TEXTS.has(kind) ? LIMITS.textChars : LIMITS.wordChars;
    if (end - start > longest) return tooComplex('TOKEN_LENGTH', `A word of the document has more than ${longest} characters.`);
    if (OPENING.has(kind)) nesting += 1;
    if (CLOSING.has(kind)) nesting -= 1;
    if (nesting > LIMITS.nesting)
      return tooComplex('DEPTH', `The document has more than ${LIMITS.nesting} brackets in brackets.`);
  }
  return null;
}

/** The words and signs, up to the first that is none. */
function* words(text: string): Generator<Token> {
  const lexer = new Lexer(new Source(text));
  try {
    while (lexer.advance().kind !== TokenKind.EOF) yield lexer.token;
  } catch {
    // The parser stumbles over the same.
  }
}
