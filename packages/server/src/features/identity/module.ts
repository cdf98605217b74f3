import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { DeploymentRoleAssignment } from '@gatehouse/schema/identity/deployment-role-assignment.entity';
import { ExternalIdentity } from '@gatehouse/schema/identity/external-identity.entity';
import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { SignInAttempt } from '@gatehouse/schema/identity/sign-in-attempt.entity';
import { SignInChallenge } from '@gatehouse/schema/identity/sign-in-challenge.entity';
import { SignInLink } from '@gatehouse/schema/identity/sign-in-link.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { on } from '../../kernel/events/domain-events.ts';
import { type Module } from '../../kernel/module.ts';
import { apiTokenRead } from './sign-in/api-token.read.ts';
import { ApiTokenResolver } from './sign-in/api-token.resolver.ts';
import { deploymentRoleRead } from './roles/deployment-role.read.ts';
import { DeploymentRoleResolver } from './roles/deployment-role.resolver.ts';
import { DirectoryResolver } from './viewer/directory.resolver.ts';
import { GROUP_READS } from './groups/group.read.ts';
import { GroupResolver } from './groups/group.resolver.ts';
import { GuestLifecycleSettings } from '@gatehouse/schema/identity/guest-lifecycle-settings.entity';
import { GuestLifecycle } from '@gatehouse/schema/identity/guest-lifecycle.entity';
import { GUEST_READS } from './guests/guest-lifecycle.read.ts';
import { guestLifecycleJob, prospectErasure } from './guests/guests.jobs.ts';
import { GuestResolver } from './guests/guest.resolver.ts';
import { acceptOutsider } from './people/on-request-ready.accept-outsider.ts';
import { alarmServices } from './people/on-user-gone.alarm-services.ts';
import { endSessions } from './people/on-user-gone.end-sessions.ts';
import { sessionRead } from './sign-in/session.read.ts';
import { SessionResolver } from './sign-in/session.resolver.ts';
import { signInRoutes } from './sign-in/sign-in.routes.ts';
import { signInRetention } from './sign-in/sign-in-retention.job.ts';
import { codeRoutes } from './sign-in/code/code.routes.ts';
import { codeWorker } from './sign-in/code/code.worker.ts';
import { openPackageRoutes } from './sign-in/open-package.routes.ts';
import { oidcRoutes } from './sign-in/oidc/oidc.routes.ts';
import { tokenNotices } from './sign-in/token-notices.job.ts';
import { userRead } from './people/user.read.ts';
import { UserResolver } from './people/user.resolver.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';

/** Who there is: people and services, groups, deployment roles, and by what they sign in. */
export const identity: Module = {
  name: 'identity',
  entities: [
    ApiToken,
    DeploymentRoleAssignment,
    ExternalIdentity,
    GroupMember,
    Group,
    GuestLifecycle,
    GuestLifecycleSettings,
    Principal,
    Session,
    SignInAttempt,
    SignInChallenge,
    SignInLink,
    User,
  ],
  reads: [userRead, ...GROUP_READS, ...GUEST_READS, deploymentRoleRead, sessionRead, apiTokenRead],
  resolvers: [
    ViewerResolver,
    SessionResolver,
    ApiTokenResolver,
    UserResolver,
    GroupResolver,
    GuestResolver,
    DeploymentRoleResolver,
    DirectoryResolver,
  ],
  handlers: [
    on('userBlocked', endSessions),
    on('userDeleted', endSessions),
    on('userBlocked', alarmServices),
    on('userDeleted', alarmServices),
    on('requestReadyToDeliver', acceptOutsider),
  ],
  routes: [signInRoutes, oidcRoutes, codeRoutes, openPackageRoutes],
  workers: [codeWorker],
  jobs: [guestLifecycleJob, prospectErasure, tokenNotices, signInRetention],
};

declare module '../../kernel/jobs/work-queue.ts' {
  interface WorkData {
    /** Make a code for somebody who asked for one, and send it. */
    'sign-in-code': { challengeId: string };
  }
}

declare module '../../kernel/events/facts.ts' {
  interface DomainFacts {
    /** Somebody may not be here any more. */
    userBlocked: { userId: string };
    userDeleted: { userId: string };
    /** What was known of somebody as a person is erased: their texts go with it. */
    userErased: { userId: string };
    /** Somebody from outside proved for the first time that their mail address is theirs. */
    mailProved: { userId: string };
    /** Somebody who was blocked may be given things again. */
    userUnblocked: { userId: string };
    /** Somebody took people out of a group of our own directory, or put them in, by hand or by import. */
    groupMembersLeft: { groupId: string; userIds: readonly string[] };
    groupMembersCame: { groupId: string; userIds: readonly string[] };
  }
}
