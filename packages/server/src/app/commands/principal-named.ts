import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { kindOfId } from '@gatehouse/schema/shared/ids';
import { userByMail } from '../first-administrator.ts';
import { type Configuration } from '../../kernel/config/config.ts';
import { type Change } from '../../kernel/change.ts';
import { CommandError } from './command-context.ts';

/** Which database a command looks into: whoever set the variables of the server for the server alone looks into another. */
function databaseOf({ databaseUrl, dataDir }: Configuration): string {
  return databaseUrl ? 'the database of DATABASE_URL' : `${dataDir} (DATABASE_URL is not set here)`;
}

/** The principal of the active user with this mail address or id. @throws CommandError where there is none */
export async function principalNamed(change: Change, name: string): Promise<Principal> {
  const user = kindOfId(name) === 'User' ? await change.em.findOne(User, name) : await userByMail(change, name);
  if (!user) throw new CommandError(`There is no user "${name}" in ${databaseOf(change.app.config)}.`);
  if (user.state !== 'ACTIVE') throw new CommandError(`"${name}" is ${user.state.toLowerCase()} and may not sign in.`);
  return change.em.findOneOrFail(Principal, { user }, { populate: ['user'] });
}
