-- Rights that were lost in their targets behind our back are marked, shown, and given again by setting or by hand.
alter table "access_grant" add column "lost_at" timestamptz(3) null;
alter table "access_grant" add constraint "access_grant_lost_is_active" check ("lost_at" is null or "state" = 'ACTIVE');
create index "access_grant_lost" on "access_grant" ("lost_at") where "lost_at" is not null;
alter table "connector" add column "lost_grants" text not null default 'REPORT';
alter table "connector" add constraint "connector_lost_grants_check" check ("lost_grants" in ('REPORT', 'GIVE_AGAIN'));

-- How long a right may still be found after we took it away: a day was a guess for every target, and in our own directory
-- it is nothing.
alter table "connector" add column "left_over_for" text not null default 'P1D';
update "connector" set "left_over_for" = 'PT0S' where "kind" = 'directory';

-- A new kind of notification.
alter table "notification" drop constraint "notification_kind_check";
alter table "notification" add constraint "notification_kind_check" check ("kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED', 'APPROVAL_NOT_NEEDED', 'APPROVER_MISSING', 'REQUEST_SUBMITTED_FOR_YOU', 'REQUEST_APPROVED', 'REQUEST_DENIED', 'REQUEST_EXPIRED', 'REQUEST_CANCELED', 'REQUEST_FAILED', 'REQUEST_COMMENTED', 'ACCESS_DELIVERED', 'ACCESS_PARTIALLY_DELIVERED', 'ACCESS_DELIVERY_FAILED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED', 'ACCESS_LOST', 'REVOCATION_FAILED', 'MANUAL_TASK_OPENED'));
alter table "notification_preference" drop constraint "notification_preference_kind_check";
alter table "notification_preference" add constraint "notification_preference_kind_check" check ("kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED', 'APPROVAL_NOT_NEEDED', 'APPROVER_MISSING', 'REQUEST_SUBMITTED_FOR_YOU', 'REQUEST_APPROVED', 'REQUEST_DENIED', 'REQUEST_EXPIRED', 'REQUEST_CANCELED', 'REQUEST_FAILED', 'REQUEST_COMMENTED', 'ACCESS_DELIVERED', 'ACCESS_PARTIALLY_DELIVERED', 'ACCESS_DELIVERY_FAILED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED', 'ACCESS_LOST', 'REVOCATION_FAILED', 'MANUAL_TASK_OPENED'));
