import { registerEnumType } from 'type-graphql';

/**
 * Publishes a closed list of words as a GraphQL enum.
 * @param meanings what each word means, in a sentence; every word must have one.
 */
export function publishEnum<T extends Record<string, string>>(
  list: T,
  name: string,
  description: string,
  meanings: Record<keyof T & string, string>,
): void {
  registerEnumType(list, {
    name,
    description,
    valuesConfig: Object.fromEntries(
      Object.entries(meanings).map(([word, meaning]) => [word, { description: meaning as string }]),
    ) as never,
  });
}
