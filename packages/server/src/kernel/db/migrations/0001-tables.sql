-- Every table with its keys, checks and indexes, written from the entities by db/emit-migration.ts.
-- What the database guards beyond that stands in the next file.

create table "catalog" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "name" text not null,
  "description" text null,
  "state" text not null default 'PUBLISHED',
  "externally_visible" boolean not null default false,
  primary key ("id")
);
create index "catalog_name_page" on "catalog" ("name", "id");
create unique index "catalog_name_once" on "catalog" (lower("name"));
alter table "catalog" add constraint "catalog_state_check" check ("state" in ('PUBLISHED', 'UNPUBLISHED'));

create table "access_package" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "catalog_id" text collate "C" not null,
  "name" text not null,
  "description" text null,
  "state" text not null default 'ACTIVE',
  "hidden" boolean not null,
  "contents_visibility" text not null default 'MEMBERS',
  primary key ("id")
);
create index "access_package_catalog_id_index" on "access_package" ("catalog_id");
create index "access_package_name_page" on "access_package" ("name", "id");
create unique index "access_package_name_once" on "access_package" ("catalog_id", lower("name"));
alter table "access_package" add constraint "access_package_state_check" check ("state" in ('ACTIVE', 'RETIRED'));
alter table "access_package" add constraint "access_package_contents_visibility_check" check ("contents_visibility" in ('NOBODY', 'MEMBERS', 'EVERYONE'));

create table "assignment_policy" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "access_package_id" text collate "C" not null,
  "name" text not null,
  "description" text null,
  "state" text not null default 'ENABLED',
  "priority" int not null default 100,
  "current_version_id" text collate "C" null,
  primary key ("id")
);
create index "assignment_policy_access_package_id_index" on "assignment_policy" ("access_package_id");
alter table "assignment_policy" add constraint "assignment_policy_state_check" check ("state" in ('ENABLED', 'DISABLED'));

create table "assignment_policy_version" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "policy_id" text collate "C" not null,
  "number" int not null,
  "scope" text not null,
  "self_add" boolean not null,
  "self_extend" boolean not null,
  "self_remove" boolean not null,
  "manager_on_behalf" boolean not null default false,
  "custom_schedule" boolean not null default true,
  "justification_required" boolean not null default false,
  "on_behalf_pre_approves" boolean not null default false,
  "expiration" text not null,
  "ends_at" timestamptz(3) null,
  "time_zone" text null,
  "duration" text null,
  "extension_allowed" boolean not null default true,
  "extension_needs_approval" boolean not null default true,
  "near_expiry_notices" text[] not null,
  primary key ("id")
);
alter table "assignment_policy_version" add constraint "assignment_policy_version_once" unique ("policy_id", "number");
alter table "assignment_policy_version" add constraint "assignment_policy_version_scope_check" check ("scope" in ('SPECIFIC_USERS_AND_GROUPS', 'ALL_MEMBERS', 'ALL_USERS', 'SERVICES', 'NOBODY'));
alter table "assignment_policy_version" add constraint "assignment_policy_version_expiration_check" check ("expiration" in ('NEVER', 'ON_DATE', 'AFTER_DURATION'));

create table "connector" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "name" text not null,
  "kind" text not null,
  "environment" text null,
  "is_default" boolean not null default false,
  "adopted_grant_end" text not null default 'KEEP',
  "settings" jsonb not null,
  primary key ("id")
);
create unique index "connector_default_once" on "connector" ("kind") where "is_default";
alter table "connector" add constraint "connector_adopted_grant_end_check" check ("adopted_grant_end" in ('KEEP', 'REMOVE'));

create table "deployment" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "demo" boolean not null default false,
  primary key ("id")
);
alter table "deployment" add constraint "deployment_one_row" check ("id" = 'dpl_00000000000000000000000000');

create table "domain_event" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "position" bigint null,
  "subject_type" text not null,
  "subject_id" text not null,
  "audience" text[] not null,
  "request_id" text null,
  primary key ("id")
);
create index "domain_event_audience" on "domain_event" using gin ("audience");
create index "domain_event_request" on "domain_event" ("request_id", "position") where "request_id" is not null;
create index "domain_event_subject" on "domain_event" ("subject_id", "position");
create index "domain_event_unstamped" on "domain_event" ("id") where "position" is null;
create unique index "domain_event_position" on "domain_event" ("position") where "position" is not null;

create table "app_group" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "name" text not null,
  "description" text null,
  "source" text not null default 'gatehouse',
  primary key ("id")
);
create index "app_group_name_page" on "app_group" ("name", "id");

create table "job_run" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "job" text not null,
  "fire_time" timestamptz(3) not null,
  "finished_at" timestamptz(3) null,
  "outcome" jsonb null,
  "error" text null,
  primary key ("id")
);
alter table "job_run" add constraint "job_run_once" unique ("job", "fire_time");

create table "policy_question" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "policy_version_id" text collate "C" not null,
  "order" int not null,
  "kind" text not null,
  "text" text not null,
  "text_translations" jsonb not null,
  "required" boolean not null,
  "pattern" text null,
  "choices" jsonb null,
  "changeable" boolean not null default false,
  primary key ("id")
);
alter table "policy_question" add constraint "policy_question_once" unique ("policy_version_id", "order");
alter table "policy_question" add constraint "policy_question_kind_check" check ("kind" in ('SHORT_TEXT', 'LONG_TEXT', 'SINGLE_CHOICE', 'MULTIPLE_CHOICE'));

create table "policy_stage" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "policy_version_id" text collate "C" not null,
  "occasion" text not null,
  "order" int not null,
  "decide_within" text not null default 'P14D',
  "escalate_after" text null,
  "reminders" text[] not null,
  "quorum" int not null default 1,
  "approver_justification_required" boolean not null default false,
  "show_approvers" boolean not null default true,
  primary key ("id")
);
alter table "policy_stage" add constraint "policy_stage_once" unique ("policy_version_id", "occasion", "order");
alter table "policy_stage" add constraint "policy_stage_quorum" check ("quorum" >= 1);
alter table "policy_stage" add constraint "policy_stage_order" check ("order" between 1 and 3);
alter table "policy_stage" add constraint "policy_stage_occasion_check" check ("occasion" in ('ADD', 'EXTEND'));

create table "resource" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "connector_id" text collate "C" not null,
  "kind" text not null,
  "external_id" text not null,
  "name" text not null,
  "description" text null,
  "launch_url" text null,
  primary key ("id")
);
create index "resource_name_page" on "resource" ("name", "id");
alter table "resource" add constraint "resource_external_once" unique ("connector_id", "external_id");
alter table "resource" add constraint "resource_kind_check" check ("kind" in ('GROUP', 'APPLICATION', 'SITE', 'LICENCE'));

create table "catalog_resource" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "catalog_id" text collate "C" not null,
  "resource_id" text collate "C" not null,
  primary key ("id")
);
create index "catalog_resource_resource_id_index" on "catalog_resource" ("resource_id");
alter table "catalog_resource" add constraint "catalog_resource_once" unique ("catalog_id", "resource_id");

create table "resource_role" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "resource_id" text collate "C" not null,
  "name" text not null,
  "external_id" text not null,
  "mode" text not null default 'ACTIVE',
  primary key ("id")
);
alter table "resource_role" add constraint "resource_role_external_once" unique ("resource_id", "external_id", "mode");
alter table "resource_role" add constraint "resource_role_mode_check" check ("mode" in ('ACTIVE', 'ELIGIBLE'));

create table "access_package_role" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "access_package_id" text collate "C" not null,
  "resource_role_id" text collate "C" not null,
  "scope" text not null default '',
  primary key ("id")
);
create index "access_package_role_resource_role_id_index" on "access_package_role" ("resource_role_id");
alter table "access_package_role" add constraint "access_package_role_once" unique ("access_package_id", "resource_role_id", "scope");

create table "app_user" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "kind" text not null,
  "state" text not null default 'ACTIVE',
  "block_reason" text null,
  "name" text not null,
  "email" text null,
  "department" text null,
  "job_title" text null,
  "region" text null,
  "manager_id" text collate "C" null,
  "attributes" jsonb null,
  "external_key" text null,
  "deleted_at" timestamptz(3) null,
  "demo_persona" boolean not null default false,
  "evidence_salt" text null default gen_random_uuid()::text,
  primary key ("id")
);
create index "app_user_manager_id_index" on "app_user" ("manager_id");
alter table "app_user" add constraint "app_user_external_key_unique" unique ("external_key");
create index "app_user_name_page" on "app_user" ("name", "id");
create unique index "app_user_email_once" on "app_user" (lower("email")) where "state" <> 'DELETED';
alter table "app_user" add constraint "app_user_kind_check" check ("kind" in ('MEMBER', 'GUEST', 'SERVICE'));
alter table "app_user" add constraint "app_user_state_check" check ("state" in ('ACTIVE', 'BLOCKED', 'DELETED'));
alter table "app_user" add constraint "app_user_block_reason_check" check ("block_reason" in ('ADMINISTRATIVE', 'LIFECYCLE'));

create table "resource_owner" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "resource_id" text collate "C" not null,
  "user_id" text collate "C" null,
  "group_id" text collate "C" null,
  primary key ("id")
);
create index "resource_owner_resource_id_index" on "resource_owner" ("resource_id");
create index "resource_owner_user_id_index" on "resource_owner" ("user_id");
create index "resource_owner_group_id_index" on "resource_owner" ("group_id");
alter table "resource_owner" add constraint "resource_owner_one_holder" check (("user_id" is null) <> ("group_id" is null));

create table "principal" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "user_id" text collate "C" null,
  "label" text null,
  primary key ("id")
);
alter table "principal" add constraint "principal_user_id_unique" unique ("user_id");

create table "sign_in_link" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "principal_id" text collate "C" not null,
  "secret_hash" text not null,
  "expires_at" timestamptz(3) not null,
  "used_at" timestamptz(3) null,
  primary key ("id")
);
create index "sign_in_link_principal_id_index" on "sign_in_link" ("principal_id");
alter table "sign_in_link" add constraint "sign_in_link_secret_hash_unique" unique ("secret_hash");

create table "session" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "principal_id" text collate "C" not null,
  "secret_hash" text not null,
  "method" text not null,
  "user_agent" text null,
  "last_seen_at" timestamptz(3) not null,
  "expires_at" timestamptz(3) not null,
  "ended_at" timestamptz(3) null,
  primary key ("id")
);
create index "session_principal_id_index" on "session" ("principal_id");
alter table "session" add constraint "session_secret_hash_unique" unique ("secret_hash");

create table "idempotency_record" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "principal_id" text collate "C" not null,
  "mutation" text not null,
  "key" text not null,
  "input_hash" text not null,
  "answer" jsonb not null,
  primary key ("id")
);
create index "idempotency_record_age" on "idempotency_record" ("created_at");
alter table "idempotency_record" add constraint "idempotency_record_once" unique ("principal_id", "mutation", "key");

create table "audit_event" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "at" timestamptz(3) not null,
  "action" text not null,
  "outcome" text not null default 'DONE',
  "actor_principal_id" text collate "C" not null,
  "subject_type" text not null,
  "subject_id" text not null,
  "request_id" text null,
  "target_id" text null,
  "access_package_id" text null,
  "catalog_id" text null,
  "details" jsonb not null,
  primary key ("id")
);
create index "audit_event_actor_principal_id_index" on "audit_event" ("actor_principal_id");
create index "audit_event_catalog" on "audit_event" ("catalog_id", "id") where "catalog_id" is not null;
create index "audit_event_target" on "audit_event" ("target_id", "id") where "target_id" is not null;
create index "audit_event_request" on "audit_event" ("request_id", "id") where "request_id" is not null;
create index "audit_event_subject" on "audit_event" ("subject_id", "id");
create index "audit_event_page" on "audit_event" ("at", "id");
alter table "audit_event" add constraint "audit_event_outcome_check" check ("outcome" in ('DONE', 'REFUSED'));

create table "api_token" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "principal_id" text collate "C" not null,
  "secret_hash" text not null,
  "name" text not null,
  "scope" text not null,
  "expires_at" timestamptz(3) not null,
  "last_used_at" timestamptz(3) null,
  "revoked_at" timestamptz(3) null,
  primary key ("id")
);
create index "api_token_principal_id_index" on "api_token" ("principal_id");
alter table "api_token" add constraint "api_token_secret_hash_unique" unique ("secret_hash");
alter table "api_token" add constraint "api_token_scope_check" check ("scope" in ('READ', 'WRITE'));

create table "policy_party" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "policy_version_id" text collate "C" not null,
  "part" text not null,
  "user_id" text collate "C" null,
  "group_id" text collate "C" null,
  primary key ("id")
);
create index "policy_party_policy_version_id_index" on "policy_party" ("policy_version_id");
create index "policy_party_user_id_index" on "policy_party" ("user_id");
create index "policy_party_group_id_index" on "policy_party" ("group_id");
alter table "policy_party" add constraint "policy_party_one_kind" check (("user_id" is null) <> ("group_id" is null));
alter table "policy_party" add constraint "policy_party_part_check" check ("part" in ('SCOPE', 'ON_BEHALF'));

create table "policy_approver" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "stage_id" text collate "C" not null,
  "role" text not null,
  "kind" text not null,
  "user_id" text collate "C" null,
  "group_id" text collate "C" null,
  "manager_level" int null,
  primary key ("id")
);
create index "policy_approver_stage_id_index" on "policy_approver" ("stage_id");
create index "policy_approver_user_id_index" on "policy_approver" ("user_id");
create index "policy_approver_group_id_index" on "policy_approver" ("group_id");
alter table "policy_approver" add constraint "policy_approver_level" check (("kind" = 'MANAGER') = ("manager_level" is not null) and ("manager_level" is null or "manager_level" between 1 and 2));
alter table "policy_approver" add constraint "policy_approver_group" check (("kind" = 'GROUP') = ("group_id" is not null));
alter table "policy_approver" add constraint "policy_approver_user" check (("kind" = 'USER') = ("user_id" is not null));
alter table "policy_approver" add constraint "policy_approver_role_check" check ("role" in ('PRIMARY', 'FALLBACK', 'ESCALATION', 'REASSIGNED'));
alter table "policy_approver" add constraint "policy_approver_kind_check" check ("kind" in ('USER', 'GROUP', 'MANAGER', 'RESOURCE_OWNER', 'CATALOG_OWNER'));

create table "notification_preference" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "user_id" text collate "C" not null,
  "kind" text not null,
  "mail" boolean not null,
  primary key ("id")
);
alter table "notification_preference" add constraint "notification_preference_once" unique ("user_id", "kind");
alter table "notification_preference" add constraint "notification_preference_kind_check" check ("kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED', 'APPROVAL_NOT_NEEDED', 'APPROVER_MISSING', 'REQUEST_SUBMITTED_FOR_YOU', 'REQUEST_APPROVED', 'REQUEST_DENIED', 'REQUEST_EXPIRED', 'REQUEST_CANCELED', 'REQUEST_FAILED', 'REQUEST_COMMENTED', 'ACCESS_DELIVERED', 'ACCESS_PARTIALLY_DELIVERED', 'ACCESS_DELIVERY_FAILED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED', 'REVOCATION_FAILED', 'MANUAL_TASK_OPENED'));

create table "group_member" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "group_id" text collate "C" not null,
  "user_id" text collate "C" null,
  "member_group_id" text collate "C" null,
  primary key ("id")
);
create index "group_member_group_id_index" on "group_member" ("group_id");
create unique index "group_member_group_once" on "group_member" ("member_group_id", "group_id") where "member_group_id" is not null;
create unique index "group_member_user_once" on "group_member" ("user_id", "group_id") where "user_id" is not null;
alter table "group_member" add constraint "group_member_not_itself" check ("member_group_id" <> "group_id");
alter table "group_member" add constraint "group_member_one_kind" check (("user_id" is null) <> ("member_group_id" is null));

create table "access_grant" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "user_id" text collate "C" not null,
  "resource_role_id" text collate "C" not null,
  "scope" text not null default '',
  "state" text not null,
  "origin" text not null default 'PROVISIONED',
  "fence" int not null default 0,
  "adoption_checked_at" timestamptz(3) null,
  "last_error" text null,
  "next_try_at" timestamptz(3) null,
  "active_at" timestamptz(3) null,
  primary key ("id")
);
create index "access_grant_page" on "access_grant" ("created_at", "id");
create index "access_grant_role" on "access_grant" ("resource_role_id", "state");
create unique index "access_grant_one_live" on "access_grant" ("user_id", "resource_role_id", "scope") where "state" <> 'REMOVED';
alter table "access_grant" add constraint "access_grant_state_check" check ("state" in ('PENDING', 'ACTIVE', 'FAILED', 'REVOKING', 'REVOKE_FAILED', 'REMOVED'));
alter table "access_grant" add constraint "access_grant_origin_check" check ("origin" in ('PROVISIONED', 'ADOPTED'));

create table "provisioning_operation" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "grant_id" text collate "C" not null,
  "action" text not null,
  "state" text not null default 'QUEUED',
  "fence" int not null,
  "refusals" int not null default 0,
  "attempts" int not null default 0,
  "last_error" text null,
  "next_try_at" timestamptz(3) null,
  "finished_at" timestamptz(3) null,
  primary key ("id")
);
create index "provisioning_operation_grant_id_index" on "provisioning_operation" ("grant_id");
create index "provisioning_operation_page" on "provisioning_operation" ("created_at", "id");
create index "provisioning_operation_due" on "provisioning_operation" ("next_try_at") where "state" in ('QUEUED', 'RUNNING', 'RETRYING');
create unique index "provisioning_operation_one_running" on "provisioning_operation" ("grant_id") where "state" in ('QUEUED', 'RUNNING', 'WAITING', 'RETRYING');
alter table "provisioning_operation" add constraint "provisioning_operation_action_check" check ("action" in ('GRANT', 'REVOKE'));
alter table "provisioning_operation" add constraint "provisioning_operation_state_check" check ("state" in ('QUEUED', 'RUNNING', 'WAITING', 'RETRYING', 'SUCCEEDED', 'DEAD', 'CANCELED'));

create table "manual_task" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "operation_id" text collate "C" not null,
  "state" text not null default 'OPEN',
  "closed_by_id" text collate "C" null,
  "note" text null,
  "closed_at" timestamptz(3) null,
  primary key ("id")
);
create index "manual_task_open_page" on "manual_task" ("created_at", "id") where "state" = 'OPEN';
alter table "manual_task" add constraint "manual_task_once" unique ("operation_id");
alter table "manual_task" add constraint "manual_task_state_check" check ("state" in ('OPEN', 'COMPLETED', 'REJECTED', 'CANCELED'));

create table "directory_entitlement" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "user_id" text collate "C" not null,
  "resource_role_id" text collate "C" not null,
  "scope" text not null default '',
  primary key ("id")
);
create index "directory_entitlement_resource_role_id_index" on "directory_entitlement" ("resource_role_id");
alter table "directory_entitlement" add constraint "directory_entitlement_once" unique ("user_id", "resource_role_id", "scope");

create table "deployment_role_assignment" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "role" text not null,
  "user_id" text collate "C" null,
  "group_id" text collate "C" null,
  "may_bypass_approval" boolean not null default false,
  primary key ("id")
);
create unique index "deployment_role_group_once" on "deployment_role_assignment" ("group_id", "role") where "group_id" is not null;
create unique index "deployment_role_user_once" on "deployment_role_assignment" ("user_id", "role") where "user_id" is not null;
alter table "deployment_role_assignment" add constraint "deployment_role_one_holder" check (("user_id" is null) <> ("group_id" is null));
alter table "deployment_role_assignment" add constraint "deployment_role_assignment_role_check" check ("role" in ('ADMINISTRATOR', 'CATALOG_CREATOR', 'AUDITOR'));

create table "catalog_role_assignment" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "catalog_id" text collate "C" not null,
  "role" text not null,
  "user_id" text collate "C" null,
  "group_id" text collate "C" null,
  "may_bypass_approval" boolean not null default false,
  primary key ("id")
);
create index "catalog_role_assignment_catalog_id_index" on "catalog_role_assignment" ("catalog_id");
create unique index "catalog_role_group_once" on "catalog_role_assignment" ("group_id", "catalog_id", "role") where "group_id" is not null;
create unique index "catalog_role_user_once" on "catalog_role_assignment" ("user_id", "catalog_id", "role") where "user_id" is not null;
alter table "catalog_role_assignment" add constraint "catalog_role_one_holder" check (("user_id" is null) <> ("group_id" is null));
alter table "catalog_role_assignment" add constraint "catalog_role_assignment_role_check" check ("role" in ('OWNER', 'READER', 'PACKAGE_MANAGER', 'ASSIGNMENT_MANAGER'));

create table "assignment" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "state" text not null,
  "target_id" text collate "C" not null,
  "access_package_id" text collate "C" not null,
  "policy_id" text collate "C" null,
  "policy_version_id" text collate "C" null,
  "starts_at" timestamptz(3) not null,
  "expires_at" timestamptz(3) null,
  "duration" text null,
  "delivered_at" timestamptz(3) null,
  "ended_at" timestamptz(3) null,
  "next_notice_at" timestamptz(3) null,
  primary key ("id")
);
create index "assignment_policy_id_index" on "assignment" ("policy_id");
create index "assignment_policy_version_id_index" on "assignment" ("policy_version_id");
create index "assignment_notice_due" on "assignment" ("next_notice_at") where "state" in ('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED', 'DELIVERY_FAILED') and "next_notice_at" is not null;
create index "assignment_due" on "assignment" ("expires_at") where "state" in ('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED', 'DELIVERY_FAILED') and "expires_at" is not null;
create index "assignment_page" on "assignment" ("created_at", "id");
create index "assignment_package_page" on "assignment" ("access_package_id", "created_at", "id");
create index "assignment_target_page" on "assignment" ("target_id", "created_at", "id");
create unique index "assignment_one_live" on "assignment" ("target_id", "access_package_id") where "state" in ('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED', 'DELIVERY_FAILED');
alter table "assignment" add constraint "assignment_state_check" check ("state" in ('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED', 'DELIVERY_FAILED', 'ENDING', 'EXPIRED'));

create table "grant_carrier" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "grant_id" text collate "C" not null,
  "assignment_id" text collate "C" not null,
  "ended_at" timestamptz(3) null,
  primary key ("id")
);
create index "grant_carrier_assignment_id_index" on "grant_carrier" ("assignment_id");
alter table "grant_carrier" add constraint "grant_carrier_once" unique ("grant_id", "assignment_id");

create table "access_request" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "type" text not null,
  "cause" text null,
  "changes" text null,
  "state" text not null,
  "source" text not null default 'GATEHOUSE',
  "import_key" text null,
  "requester_id" text collate "C" null,
  "target_id" text collate "C" not null,
  "access_package_id" text collate "C" not null,
  "policy_id" text collate "C" null,
  "policy_version_id" text collate "C" null,
  "assignment_id" text collate "C" null,
  "justification" text null,
  "starts_at" timestamptz(3) null,
  "expires_at" timestamptz(3) null,
  "duration" text null,
  "due_at" timestamptz(3) null,
  "undo_until" timestamptz(3) null,
  "bypassed_approval" boolean not null default false,
  "gates" jsonb null,
  "target_department" text null,
  "target_job_title" text null,
  "target_manager_id" text collate "C" null,
  "closed_at" timestamptz(3) null,
  primary key ("id")
);
alter table "access_request" add constraint "access_request_import_key_unique" unique ("import_key");
create index "access_request_policy_id_index" on "access_request" ("policy_id");
create index "access_request_policy_version_id_index" on "access_request" ("policy_version_id");
create index "access_request_assignment_id_index" on "access_request" ("assignment_id");
create index "access_request_scheduled_due" on "access_request" ("due_at") where "state" = 'SCHEDULED';
create index "access_request_package_page" on "access_request" ("access_package_id", "created_at", "id");
create index "access_request_requester_page" on "access_request" ("requester_id", "created_at", "id");
create index "access_request_target_page" on "access_request" ("target_id", "created_at", "id");
create index "access_request_page" on "access_request" ("created_at", "id");
create unique index "access_request_one_pending_removal" on "access_request" ("target_id", "access_package_id") where "state" in ('SUBMITTED', 'PENDING_APPROVAL', 'SCHEDULED', 'DELIVERING') and "type" in ('USER_REMOVE', 'ON_BEHALF_REMOVE', 'ADMIN_REMOVE', 'SYSTEM_REMOVE');
create unique index "access_request_one_pending_change" on "access_request" ("target_id", "access_package_id") where "state" in ('SUBMITTED', 'PENDING_APPROVAL', 'SCHEDULED', 'DELIVERING') and "type" not in ('USER_REMOVE', 'ON_BEHALF_REMOVE', 'ADMIN_REMOVE', 'SYSTEM_REMOVE');
alter table "access_request" add constraint "access_request_cause" check (("type" = 'SYSTEM_REMOVE') = ("cause" is not null));
alter table "access_request" add constraint "access_request_changes" check (("type" = 'ADMIN_UPDATE') = ("changes" is not null) and ("changes" is null or "changes" in ('END', 'ANSWERS')));
alter table "access_request" add constraint "access_request_type_check" check ("type" in ('USER_ADD', 'USER_EXTEND', 'USER_UPDATE', 'USER_REMOVE', 'ON_BEHALF_ADD', 'ON_BEHALF_REMOVE', 'ADMIN_ADD', 'ADMIN_UPDATE', 'ADMIN_REMOVE', 'SYSTEM_REMOVE'));
alter table "access_request" add constraint "access_request_cause_check" check ("cause" in ('EXPIRY', 'LIFECYCLE', 'APPROVAL_REVOKED'));
alter table "access_request" add constraint "access_request_state_check" check ("state" in ('SUBMITTED', 'PENDING_APPROVAL', 'SCHEDULED', 'DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED', 'FAILED', 'DENIED', 'EXPIRED', 'CANCELED'));
alter table "access_request" add constraint "access_request_source_check" check ("source" in ('GATEHOUSE', 'IMPORTED'));

create table "request_comment" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "request_id" text collate "C" not null,
  "author_id" text collate "C" not null,
  "text" text not null,
  primary key ("id")
);
create index "request_comment_thread" on "request_comment" ("request_id", "id");

create table "request_answer" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "request_id" text collate "C" not null,
  "question_id" text collate "C" not null,
  "values" text[] not null,
  primary key ("id")
);
create index "request_answer_question_id_index" on "request_answer" ("question_id");
alter table "request_answer" add constraint "request_answer_once" unique ("request_id", "question_id");

create table "assignment_reason" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "assignment_id" text collate "C" not null,
  "kind" text not null,
  "request_id" text collate "C" null,
  "ended_at" timestamptz(3) null,
  primary key ("id")
);
create index "assignment_reason_assignment_id_index" on "assignment_reason" ("assignment_id");
create index "assignment_reason_request_id_index" on "assignment_reason" ("request_id");
alter table "assignment_reason" add constraint "assignment_reason_kind_check" check ("kind" in ('REQUEST'));

create table "approval_stage" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "updated_at" timestamptz(3) not null,
  "version" int not null default 1,
  "request_id" text collate "C" not null,
  "order" int not null,
  "state" text not null default 'WAITING',
  "definition_id" text collate "C" null,
  "quorum" int not null default 1,
  "justification_required" boolean not null default false,
  "show_approvers" boolean not null default true,
  "opened_at" timestamptz(3) null,
  "decide_by" timestamptz(3) null,
  "escalates_at" timestamptz(3) null,
  "escalated_at" timestamptz(3) null,
  "reminders_sent" int not null default 0,
  "next_due_at" timestamptz(3) null,
  "closed_at" timestamptz(3) null,
  "skip_reason" text null,
  primary key ("id")
);
create index "approval_stage_definition_id_index" on "approval_stage" ("definition_id");
create index "approval_stage_due" on "approval_stage" ("next_due_at") where "state" = 'OPEN';
create index "approval_stage_open_page" on "approval_stage" ("opened_at", "id") where "state" = 'OPEN';
create unique index "approval_stage_one_open" on "approval_stage" ("request_id") where "state" = 'OPEN';
alter table "approval_stage" add constraint "approval_stage_once" unique ("request_id", "order");
alter table "approval_stage" add constraint "approval_stage_state_check" check ("state" in ('WAITING', 'OPEN', 'APPROVED', 'DENIED', 'EXPIRED', 'SKIPPED', 'CANCELED'));

create table "stage_approver" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "stage_id" text collate "C" not null,
  "user_id" text collate "C" not null,
  "role" text not null,
  "kind" text null,
  "via_group_id" text collate "C" null,
  "manager_level" int null,
  "reassigned_by_id" text collate "C" null,
  "left_at" timestamptz(3) null,
  primary key ("id")
);
create index "stage_approver_via_group_id_index" on "stage_approver" ("via_group_id");
create index "stage_approver_user" on "stage_approver" ("user_id", "stage_id");
alter table "stage_approver" add constraint "stage_approver_once" unique ("stage_id", "user_id");
alter table "stage_approver" add constraint "stage_approver_role_check" check ("role" in ('PRIMARY', 'FALLBACK', 'ESCALATION', 'REASSIGNED'));
alter table "stage_approver" add constraint "stage_approver_kind_check" check ("kind" in ('USER', 'GROUP', 'MANAGER', 'RESOURCE_OWNER', 'CATALOG_OWNER'));

create table "notification" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "user_id" text collate "C" not null,
  "kind" text not null,
  "dedupe_key" text not null,
  "request_id" text collate "C" null,
  "stage_id" text collate "C" null,
  "assignment_id" text collate "C" null,
  "task_id" text collate "C" null,
  "read_at" timestamptz(3) null,
  primary key ("id")
);
alter table "notification" add constraint "notification_dedupe_key_unique" unique ("dedupe_key");
create index "notification_request_id_index" on "notification" ("request_id");
create index "notification_stage_id_index" on "notification" ("stage_id");
create index "notification_assignment_id_index" on "notification" ("assignment_id");
create index "notification_task_id_index" on "notification" ("task_id");
create index "notification_unread" on "notification" ("user_id") where "read_at" is null;
create index "notification_page" on "notification" ("user_id", "created_at", "id");
alter table "notification" add constraint "notification_kind_check" check ("kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED', 'APPROVAL_NOT_NEEDED', 'APPROVER_MISSING', 'REQUEST_SUBMITTED_FOR_YOU', 'REQUEST_APPROVED', 'REQUEST_DENIED', 'REQUEST_EXPIRED', 'REQUEST_CANCELED', 'REQUEST_FAILED', 'REQUEST_COMMENTED', 'ACCESS_DELIVERED', 'ACCESS_PARTIALLY_DELIVERED', 'ACCESS_DELIVERY_FAILED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED', 'REVOCATION_FAILED', 'MANUAL_TASK_OPENED'));

create table "mail_message" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "notification_id" text collate "C" null,
  "to" text not null,
  "subject" text not null,
  "text" text not null,
  "html" text not null,
  "state" text not null default 'QUEUED',
  "attempts" int not null default 0,
  "refusals" int not null default 0,
  "last_error" text null,
  "next_try_at" timestamptz(3) null,
  "sent_at" timestamptz(3) null,
  primary key ("id")
);
create index "mail_message_notification_id_index" on "mail_message" ("notification_id");
create index "mail_message_sent" on "mail_message" ("sent_at") where "state" = 'SENT';
create index "mail_message_due" on "mail_message" ("next_try_at") where "state" = 'QUEUED';
alter table "mail_message" add constraint "mail_message_state_check" check ("state" in ('QUEUED', 'SENT', 'FAILED'));

create table "decision" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "stage_id" text collate "C" not null,
  "by_id" text collate "C" null,
  "decision" text not null,
  "justification" text null,
  "at" timestamptz(3) not null,
  "shortened_to" timestamptz(3) null,
  "replaced_expires_at" timestamptz(3) null,
  "taken_back_at" timestamptz(3) null,
  primary key ("id")
);
create index "decision_by_id_index" on "decision" ("by_id");
create index "decision_stage" on "decision" ("stage_id", "at");
create unique index "decision_once" on "decision" ("stage_id", "by_id") where "taken_back_at" is null;
alter table "decision" add constraint "decision_decision_check" check ("decision" in ('APPROVE', 'DENY'));

alter table "access_package" add constraint "access_package_catalog_id_foreign" foreign key ("catalog_id") references "catalog" ("id") on update no action on delete restrict;

alter table "assignment_policy" add constraint "assignment_policy_access_package_id_foreign" foreign key ("access_package_id") references "access_package" ("id") on update no action on delete cascade;
alter table "assignment_policy" add constraint "assignment_policy_current_version_id_foreign" foreign key ("current_version_id") references "assignment_policy_version" ("id") on delete set null;

alter table "assignment_policy_version" add constraint "assignment_policy_version_policy_id_foreign" foreign key ("policy_id") references "assignment_policy" ("id") on update no action on delete cascade;

alter table "policy_question" add constraint "policy_question_policy_version_id_foreign" foreign key ("policy_version_id") references "assignment_policy_version" ("id") on update no action on delete cascade;

alter table "policy_stage" add constraint "policy_stage_policy_version_id_foreign" foreign key ("policy_version_id") references "assignment_policy_version" ("id") on update no action on delete cascade;

alter table "resource" add constraint "resource_connector_id_foreign" foreign key ("connector_id") references "connector" ("id") on update no action on delete restrict;

alter table "catalog_resource" add constraint "catalog_resource_catalog_id_foreign" foreign key ("catalog_id") references "catalog" ("id") on delete cascade;
alter table "catalog_resource" add constraint "catalog_resource_resource_id_foreign" foreign key ("resource_id") references "resource" ("id") on delete cascade;

alter table "resource_role" add constraint "resource_role_resource_id_foreign" foreign key ("resource_id") references "resource" ("id") on update no action on delete cascade;

alter table "access_package_role" add constraint "access_package_role_access_package_id_foreign" foreign key ("access_package_id") references "access_package" ("id") on update no action on delete cascade;
alter table "access_package_role" add constraint "access_package_role_resource_role_id_foreign" foreign key ("resource_role_id") references "resource_role" ("id") on update no action on delete restrict;

alter table "app_user" add constraint "app_user_manager_id_foreign" foreign key ("manager_id") references "app_user" ("id") on update no action on delete restrict;

alter table "resource_owner" add constraint "resource_owner_resource_id_foreign" foreign key ("resource_id") references "resource" ("id") on update no action on delete cascade;
alter table "resource_owner" add constraint "resource_owner_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on update no action on delete cascade;
alter table "resource_owner" add constraint "resource_owner_group_id_foreign" foreign key ("group_id") references "app_group" ("id") on update no action on delete cascade;

alter table "principal" add constraint "principal_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete restrict;

alter table "sign_in_link" add constraint "sign_in_link_principal_id_foreign" foreign key ("principal_id") references "principal" ("id") on delete cascade;

alter table "session" add constraint "session_principal_id_foreign" foreign key ("principal_id") references "principal" ("id") on delete cascade;

alter table "idempotency_record" add constraint "idempotency_record_principal_id_foreign" foreign key ("principal_id") references "principal" ("id") on delete cascade;

alter table "audit_event" add constraint "audit_event_actor_principal_id_foreign" foreign key ("actor_principal_id") references "principal" ("id") on delete restrict;

alter table "api_token" add constraint "api_token_principal_id_foreign" foreign key ("principal_id") references "principal" ("id") on delete cascade;

alter table "policy_party" add constraint "policy_party_policy_version_id_foreign" foreign key ("policy_version_id") references "assignment_policy_version" ("id") on update no action on delete cascade;
alter table "policy_party" add constraint "policy_party_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on update no action on delete restrict;
alter table "policy_party" add constraint "policy_party_group_id_foreign" foreign key ("group_id") references "app_group" ("id") on update no action on delete restrict;

alter table "policy_approver" add constraint "policy_approver_stage_id_foreign" foreign key ("stage_id") references "policy_stage" ("id") on update no action on delete cascade;
alter table "policy_approver" add constraint "policy_approver_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on update no action on delete restrict;
alter table "policy_approver" add constraint "policy_approver_group_id_foreign" foreign key ("group_id") references "app_group" ("id") on update no action on delete restrict;

alter table "notification_preference" add constraint "notification_preference_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade;

alter table "group_member" add constraint "group_member_group_id_foreign" foreign key ("group_id") references "app_group" ("id") on update no action on delete cascade;
alter table "group_member" add constraint "group_member_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on update no action on delete cascade;
alter table "group_member" add constraint "group_member_member_group_id_foreign" foreign key ("member_group_id") references "app_group" ("id") on update no action on delete cascade;

alter table "access_grant" add constraint "access_grant_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on update no action on delete restrict;
alter table "access_grant" add constraint "access_grant_resource_role_id_foreign" foreign key ("resource_role_id") references "resource_role" ("id") on update no action on delete restrict;

alter table "provisioning_operation" add constraint "provisioning_operation_grant_id_foreign" foreign key ("grant_id") references "access_grant" ("id") on update no action on delete cascade;

alter table "manual_task" add constraint "manual_task_operation_id_foreign" foreign key ("operation_id") references "provisioning_operation" ("id") on update no action on delete cascade;
alter table "manual_task" add constraint "manual_task_closed_by_id_foreign" foreign key ("closed_by_id") references "app_user" ("id") on update no action on delete restrict;

alter table "directory_entitlement" add constraint "directory_entitlement_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade;
alter table "directory_entitlement" add constraint "directory_entitlement_resource_role_id_foreign" foreign key ("resource_role_id") references "resource_role" ("id") on delete cascade;

alter table "deployment_role_assignment" add constraint "deployment_role_assignment_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on update no action on delete cascade;
alter table "deployment_role_assignment" add constraint "deployment_role_assignment_group_id_foreign" foreign key ("group_id") references "app_group" ("id") on update no action on delete cascade;

alter table "catalog_role_assignment" add constraint "catalog_role_assignment_catalog_id_foreign" foreign key ("catalog_id") references "catalog" ("id") on update no action on delete cascade;
alter table "catalog_role_assignment" add constraint "catalog_role_assignment_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on update no action on delete cascade;
alter table "catalog_role_assignment" add constraint "catalog_role_assignment_group_id_foreign" foreign key ("group_id") references "app_group" ("id") on update no action on delete cascade;

alter table "assignment" add constraint "assignment_target_id_foreign" foreign key ("target_id") references "app_user" ("id") on update no action on delete restrict;
alter table "assignment" add constraint "assignment_access_package_id_foreign" foreign key ("access_package_id") references "access_package" ("id") on update no action on delete restrict;
alter table "assignment" add constraint "assignment_policy_id_foreign" foreign key ("policy_id") references "assignment_policy" ("id") on update no action on delete set null;
alter table "assignment" add constraint "assignment_policy_version_id_foreign" foreign key ("policy_version_id") references "assignment_policy_version" ("id") on delete set null;

alter table "grant_carrier" add constraint "grant_carrier_grant_id_foreign" foreign key ("grant_id") references "access_grant" ("id") on delete cascade;
alter table "grant_carrier" add constraint "grant_carrier_assignment_id_foreign" foreign key ("assignment_id") references "assignment" ("id") on delete cascade;

alter table "access_request" add constraint "access_request_requester_id_foreign" foreign key ("requester_id") references "app_user" ("id") on update no action on delete restrict;
alter table "access_request" add constraint "access_request_target_id_foreign" foreign key ("target_id") references "app_user" ("id") on update no action on delete restrict;
alter table "access_request" add constraint "access_request_access_package_id_foreign" foreign key ("access_package_id") references "access_package" ("id") on update no action on delete restrict;
alter table "access_request" add constraint "access_request_policy_id_foreign" foreign key ("policy_id") references "assignment_policy" ("id") on update no action on delete restrict;
alter table "access_request" add constraint "access_request_policy_version_id_foreign" foreign key ("policy_version_id") references "assignment_policy_version" ("id") on delete restrict;
alter table "access_request" add constraint "access_request_assignment_id_foreign" foreign key ("assignment_id") references "assignment" ("id") on update no action on delete restrict;
alter table "access_request" add constraint "access_request_target_manager_id_foreign" foreign key ("target_manager_id") references "app_user" ("id") on update no action on delete restrict;

alter table "request_comment" add constraint "request_comment_request_id_foreign" foreign key ("request_id") references "access_request" ("id") on update no action on delete cascade;
alter table "request_comment" add constraint "request_comment_author_id_foreign" foreign key ("author_id") references "app_user" ("id") on update no action on delete restrict;

alter table "request_answer" add constraint "request_answer_request_id_foreign" foreign key ("request_id") references "access_request" ("id") on update no action on delete cascade;
alter table "request_answer" add constraint "request_answer_question_id_foreign" foreign key ("question_id") references "policy_question" ("id") on update no action on delete restrict;

alter table "assignment_reason" add constraint "assignment_reason_assignment_id_foreign" foreign key ("assignment_id") references "assignment" ("id") on update no action on delete cascade;
alter table "assignment_reason" add constraint "assignment_reason_request_id_foreign" foreign key ("request_id") references "access_request" ("id") on update no action on delete restrict;

alter table "approval_stage" add constraint "approval_stage_request_id_foreign" foreign key ("request_id") references "access_request" ("id") on update no action on delete cascade;
alter table "approval_stage" add constraint "approval_stage_definition_id_foreign" foreign key ("definition_id") references "policy_stage" ("id") on delete restrict;

alter table "stage_approver" add constraint "stage_approver_stage_id_foreign" foreign key ("stage_id") references "approval_stage" ("id") on update no action on delete cascade;
alter table "stage_approver" add constraint "stage_approver_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on update no action on delete restrict;
alter table "stage_approver" add constraint "stage_approver_via_group_id_foreign" foreign key ("via_group_id") references "app_group" ("id") on update no action on delete set null;
alter table "stage_approver" add constraint "stage_approver_reassigned_by_id_foreign" foreign key ("reassigned_by_id") references "app_user" ("id") on delete restrict;

alter table "notification" add constraint "notification_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on delete cascade;
alter table "notification" add constraint "notification_request_id_foreign" foreign key ("request_id") references "access_request" ("id") on update no action on delete cascade;
alter table "notification" add constraint "notification_stage_id_foreign" foreign key ("stage_id") references "approval_stage" ("id") on update no action on delete cascade;
alter table "notification" add constraint "notification_assignment_id_foreign" foreign key ("assignment_id") references "assignment" ("id") on update no action on delete cascade;
alter table "notification" add constraint "notification_task_id_foreign" foreign key ("task_id") references "manual_task" ("id") on update no action on delete cascade;

alter table "mail_message" add constraint "mail_message_notification_id_foreign" foreign key ("notification_id") references "notification" ("id") on delete set null;

alter table "decision" add constraint "decision_stage_id_foreign" foreign key ("stage_id") references "approval_stage" ("id") on update no action on delete cascade;
alter table "decision" add constraint "decision_by_id_foreign" foreign key ("by_id") references "app_user" ("id") on update no action on delete restrict;
