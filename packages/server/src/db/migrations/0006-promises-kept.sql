-- The extension window: how long before its end access may be extended, and how long it may last in all.
alter table "assignment_policy_version" add "extension_window" text not null default 'P14D';
alter table "assignment_policy_version" add "extension_ceiling" text null;
-- The old end that the last extension of an assignment was counted from; unknown of those given before.
alter table "assignment" add "extended_from" timestamptz(3) null;
