import { DateTime, IANAZone } from 'luxon';

/** Is this the name of a time zone we know (`Europe/Berlin`, `UTC`)? */
export function isTimeZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/**
 * The instant a local day is over: the first moment of the next day in that zone. Access "until 31 March" ends then
 * (domain §4 "Expiration").
 *
 * @param day an ISO calendar date, `2027-03-31`. @param zone an IANA name.
 * @throws RangeError when either is not one; both are checked where they enter.
 */
export function endOfDay(day: string, zone: string): Date {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(day) && isTimeZone(zone) ? DateTime.fromISO(day, { zone }) : null;
  if (!date?.isValid) throw new RangeError(`Not a day in a time zone: ${day.slice(0, 20)} ${zone.slice(0, 60)}`);
  return date.plus({ days: 1 }).startOf('day').toJSDate();
}
