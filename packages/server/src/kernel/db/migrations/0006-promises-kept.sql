-- The extension window: how long before its end access may be extended, and how long it may last in all.
alter table "assignment_policy_version" add "extension_window" text not null default 'P14D';
alter table "assignment_policy_version" add "extension_ceiling" text null;
-- The old end that the last extension of an assignment was counted from; unknown of those given before.
alter table "assignment" add "extended_from" timestamptz(3) null;

-- A failed delivery holds nothing and blocks nothing: a fresh request takes its place.
drop index "assignment_one_live";
create unique index "assignment_one_live" on "assignment" ("target_id", "access_package_id") where "state" in ('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED');
alter table "access_request" drop constraint "access_request_cause_check";
alter table "access_request" add constraint "access_request_cause_check" check ("cause" in ('EXPIRY', 'LIFECYCLE', 'APPROVAL_REVOKED', 'REPLACED'));
