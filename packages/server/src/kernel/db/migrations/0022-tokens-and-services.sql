-- Tokens that read as reporting tools do, and tokens that are confined to some catalogs. Those that are there stay as they are.
alter table "api_token" drop constraint "api_token_scope_check";
alter table "api_token" add constraint "api_token_scope_check" check ("scope" in ('READ', 'ADHOC', 'WRITE'));
alter table "api_token" add column "catalog_ids" text[] collate "C" null;
-- By it those are found that are about to end.
create index "api_token_ending" on "api_token" ("expires_at") where "revoked_at" is null;

-- A service has somebody who answers for it. Who answers for those that are there is not known: an administrator has to say it.
alter table "app_user" add column "responsible_id" text collate "C" null;
alter table "app_user" add constraint "app_user_responsible_id_foreign" foreign key ("responsible_id") references "app_user" ("id") on update no action on delete restrict;
alter table "app_user" add constraint "app_user_responsible_for_services" check ("responsible_id" is null or "kind" = 'SERVICE');
create index "app_user_responsible_id_index" on "app_user" ("responsible_id");

-- What people are told about tokens and services.
alter table "notification" add column "token_id" text collate "C" null;
alter table "notification" add constraint "notification_token_id_foreign" foreign key ("token_id") references "api_token" ("id") on update no action on delete cascade;
create index "notification_token_id_index" on "notification" ("token_id");
alter table "notification" add column "service_id" text collate "C" null;
alter table "notification" add constraint "notification_service_id_foreign" foreign key ("service_id") references "app_user" ("id") on update no action on delete cascade;
create index "notification_service_id_index" on "notification" ("service_id");
alter table "notification" drop constraint "notification_kind_check";
alter table "notification" add constraint "notification_kind_check" check ("kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED', 'APPROVAL_NOT_NEEDED', 'APPROVER_MISSING', 'REQUEST_SUBMITTED_FOR_YOU', 'REQUEST_APPROVED', 'REQUEST_DENIED', 'REQUEST_EXPIRED', 'REQUEST_CANCELED', 'REQUEST_FAILED', 'REQUEST_COMMENTED', 'ANSWERS_CHANGED', 'ACCESS_DELIVERED', 'ACCESS_PARTIALLY_DELIVERED', 'ACCESS_DELIVERY_FAILED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED', 'ACCESS_LOST', 'ACCESS_CHANGED', 'REVOCATION_FAILED', 'MANUAL_TASK_OPENED', 'TOKEN_ENDS_SOON', 'TOKEN_REVOKED', 'SERVICE_UNANSWERED', 'SERVICE_HANDED_OVER'));
alter table "notification_preference" drop constraint "notification_preference_kind_check";
alter table "notification_preference" add constraint "notification_preference_kind_check" check ("kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED', 'APPROVAL_NOT_NEEDED', 'APPROVER_MISSING', 'REQUEST_SUBMITTED_FOR_YOU', 'REQUEST_APPROVED', 'REQUEST_DENIED', 'REQUEST_EXPIRED', 'REQUEST_CANCELED', 'REQUEST_FAILED', 'REQUEST_COMMENTED', 'ANSWERS_CHANGED', 'ACCESS_DELIVERED', 'ACCESS_PARTIALLY_DELIVERED', 'ACCESS_DELIVERY_FAILED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED', 'ACCESS_LOST', 'ACCESS_CHANGED', 'REVOCATION_FAILED', 'MANUAL_TASK_OPENED', 'TOKEN_ENDS_SOON', 'TOKEN_REVOKED', 'SERVICE_UNANSWERED', 'SERVICE_HANDED_OVER'));
