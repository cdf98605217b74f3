import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO, GraphQLEmailAddress, GraphQLJSON, GraphQLURL } from 'graphql-scalars';
import { isDuration, LAST_INSTANT } from '../rules/duration.ts';

function checkedDuration(value: unknown): string {
  if (typeof value !== 'string') throw new GraphQLError('A Duration is a string such as "P14D" or "PT1H".');
  if (!isDuration(value)) {
    throw new GraphQLError(
      `"${value}" is no Duration: ISO 8601 of days, hours, minutes and seconds (a day is 24 h), such as "P14D" or "PT1H30M".`,
    );
  }
  return value;
}

/** ISO 8601 of days, hours, minutes and seconds; months and years have no fixed length and are refused. */
export const Duration = new GraphQLScalarType<string, string>({
  name: 'Duration',
  description:
    'A length of time in ISO 8601, of days, hours, minutes and seconds, such as "P14D" or "PT1H30M". A day is 24 hours. Months, years and negative lengths are refused.',
  serialize: checkedDuration,
  parseValue: checkedDuration,
  parseLiteral(node) {
    if (node.kind !== Kind.STRING) throw new GraphQLError('A Duration is a string such as "P14D" or "PT1H".');
    return checkedDuration(node.value);
  },
});

function renamed(scalar: GraphQLScalarType, name: string, description: string): GraphQLScalarType {
  return new GraphQLScalarType({ ...scalar.toConfig(), name, description, specifiedByURL: null });
}

/** Neither a page nor the database writes years of more than four digits. */
function withFourDigits(instant: Date): Date {
  if (instant.getTime() > LAST_INSTANT.getTime() || instant.getTime() < FIRST_INSTANT) {
    throw new GraphQLError('A DateTime lies between the years 0001 and 9999, in UTC.');
  }
  return instant;
}

const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00.000Z');

export const DateTime = renamed(
  new GraphQLScalarType<Date, Date | string>({
    ...GraphQLDateTimeISO.toConfig(),
    parseValue: (value) => withFourDigits(GraphQLDateTimeISO.parseValue(value)),
    parseLiteral: (node, variables) => withFourDigits(GraphQLDateTimeISO.parseLiteral(node, variables)),
  }),
  'DateTime',
  'An instant in ISO 8601, UTC, to the millisecond: "2026-03-01T09:00:00.000Z".',
);
export const EmailAddress = renamed(GraphQLEmailAddress, 'EmailAddress', 'A mail address.');
export const Url = renamed(GraphQLURL, 'URL', 'An absolute http or https address.');
export const Json = renamed(GraphQLJSON, 'JSON', 'Any JSON value; used only where the shape is truly open.');
