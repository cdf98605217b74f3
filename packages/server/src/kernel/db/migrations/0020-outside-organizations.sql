-- People from outside: their organizations with who vouches for them, whose mail domains are let in, and policies that are for them.
-- Who is a guest here already came by an administrator: they belong to no organization and their account is theirs to keep (not governed).
create table "connected_organization" ("id" text collate "C" not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "version" int not null default 1, "name" text not null, "description" text null, "state" text not null default 'CONFIGURED', primary key ("id"));
create index "connected_organization_name_page" on "connected_organization" ("name", "id");
create unique index "connected_organization_name_once" on "connected_organization" (lower("name"));
create table "domain_rule" ("id" text collate "C" not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "version" int not null default 1, "domain" text not null, "kind" text not null, "with_subdomains" boolean not null default false, "reason" text null, primary key ("id"));
alter table "domain_rule" add constraint "domain_rule_once" unique ("domain");
create table "organization_issuer" ("id" text collate "C" not null, "created_at" timestamptz(3) not null, "organization_id" text collate "C" not null, "issuer" text not null, "client_id" text not null, "client_secret" text null, "tenant_claim" text null, "tenant_value" text null, primary key ("id"));
create index "organization_issuer_organization_id_index" on "organization_issuer" ("organization_id");
create unique index "organization_issuer_once" on "organization_issuer" ("issuer", coalesce("tenant_value", ''));
create table "organization_domain" ("id" text collate "C" not null, "created_at" timestamptz(3) not null, "organization_id" text collate "C" not null, "domain" text not null, "issuer_id" text collate "C" null, primary key ("id"));
create index "organization_domain_organization_id_index" on "organization_domain" ("organization_id");
alter table "organization_domain" add constraint "organization_domain_once" unique ("domain");
create index "organization_domain_issuer_id_index" on "organization_domain" ("issuer_id");
create table "organization_sponsor" ("id" text collate "C" not null, "created_at" timestamptz(3) not null, "organization_id" text collate "C" not null, "kind" text not null, "user_id" text collate "C" null, "group_id" text collate "C" null, primary key ("id"));
create index "organization_sponsor_organization_id_index" on "organization_sponsor" ("organization_id");
create unique index "organization_sponsor_group_once" on "organization_sponsor" ("group_id", "organization_id", "kind") where "group_id" is not null;
create unique index "organization_sponsor_user_once" on "organization_sponsor" ("user_id", "organization_id", "kind") where "user_id" is not null;
alter table "app_user" drop constraint "app_user_state_check";
alter table "app_user" add "mail_domain" text generated always as (lower(split_part(email, '@', 2))) stored null, add "email_proved_at" timestamptz(3) null, add "organization_id" text collate "C" null, add "governed" boolean not null default false;
alter table "app_user" add constraint "app_user_organization_id_foreign" foreign key ("organization_id") references "connected_organization" ("id") on update no action on delete restrict;
create index "app_user_mail_domain_index" on "app_user" ("mail_domain");
create index "app_user_organization_page" on "app_user" ("organization_id", "name", "id");
alter table "app_user" add constraint "app_user_state_check" check ("state" in ('PROSPECT', 'ACTIVE', 'BLOCKED', 'DELETED'));
alter table "deployment_role_assignment" drop constraint "deployment_role_assignment_role_check";
alter table "deployment_role_assignment" add constraint "deployment_role_assignment_role_check" check ("role" in ('ADMINISTRATOR', 'CATALOG_CREATOR', 'ORGANIZATION_ADMINISTRATOR', 'AUDITOR'));
alter table "assignment_policy_version" drop constraint "assignment_policy_version_scope_check";
alter table "assignment_policy_version" add constraint "assignment_policy_version_scope_check" check ("scope" in ('SPECIFIC_USERS_AND_GROUPS', 'SPECIFIC_ORGANIZATIONS', 'ALL_MEMBERS', 'ALL_USERS', 'ALL_CONFIGURED_ORGANIZATIONS', 'ALL_EXTERNAL', 'SERVICES', 'NOBODY'));
alter table "policy_approver" drop constraint "policy_approver_kind_check";
alter table "policy_approver" drop constraint "policy_approver_level";
alter table "policy_approver" add constraint "policy_approver_kind_check" check ("kind" in ('USER', 'GROUP', 'MANAGER', 'INTERNAL_SPONSOR', 'EXTERNAL_SPONSOR', 'SPONSOR', 'RESOURCE_OWNER', 'CATALOG_OWNER'));
alter table "policy_approver" add constraint "policy_approver_level" check (("kind" = 'MANAGER') = ("manager_level" is not null) and ("manager_level" is null or "manager_level" between 1 and 2));
alter table "policy_party" drop constraint "policy_party_one_kind";
alter table "policy_party" add "organization_id" text collate "C" null, add "domain" text null;
alter table "policy_party" add constraint "policy_party_organization_id_foreign" foreign key ("organization_id") references "connected_organization" ("id") on update no action on delete restrict;
create index "policy_party_organization_id_index" on "policy_party" ("organization_id");
alter table "policy_party" add constraint "policy_party_one_kind" check (num_nonnulls("user_id", "group_id", "organization_id") = 1 and ("domain" is null or "organization_id" is not null));
alter table "stage_approver" drop constraint "stage_approver_kind_check";
alter table "stage_approver" add constraint "stage_approver_kind_check" check ("kind" in ('USER', 'GROUP', 'MANAGER', 'INTERNAL_SPONSOR', 'EXTERNAL_SPONSOR', 'SPONSOR', 'RESOURCE_OWNER', 'CATALOG_OWNER'));
alter table "connected_organization" add constraint "connected_organization_state_check" check ("state" in ('PROPOSED', 'CONFIGURED'));
alter table "domain_rule" add constraint "domain_rule_kind_check" check ("kind" in ('BLOCK', 'ALLOW'));
alter table "organization_issuer" add constraint "organization_issuer_organization_id_foreign" foreign key ("organization_id") references "connected_organization" ("id") on update no action on delete cascade;
alter table "organization_domain" add constraint "organization_domain_organization_id_foreign" foreign key ("organization_id") references "connected_organization" ("id") on update no action on delete cascade;
alter table "organization_domain" add constraint "organization_domain_issuer_id_foreign" foreign key ("issuer_id") references "organization_issuer" ("id") on update no action on delete restrict;
alter table "organization_sponsor" add constraint "organization_sponsor_organization_id_foreign" foreign key ("organization_id") references "connected_organization" ("id") on update no action on delete cascade;
alter table "organization_sponsor" add constraint "organization_sponsor_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on update no action on delete cascade;
alter table "organization_sponsor" add constraint "organization_sponsor_group_id_foreign" foreign key ("group_id") references "app_group" ("id") on update no action on delete cascade;
alter table "organization_sponsor" add constraint "organization_sponsor_one_kind" check (("user_id" is null) <> ("group_id" is null));
alter table "organization_sponsor" add constraint "organization_sponsor_kind_check" check ("kind" in ('INTERNAL', 'EXTERNAL'));

-- Do the rules about mail domains shut people of this domain out? The same answer as the rule gives in memory (rules/domain-rules.ts).
create function domain_shut_out(domain text) returns boolean language sql stable as $$
  select exists (select 1 from domain_rule r where r.kind = 'BLOCK'
      and (r.domain = $1 or (r.with_subdomains and right($1, length(r.domain) + 1) = '.' || r.domain)))
    or (exists (select 1 from domain_rule r where r.kind = 'ALLOW')
      and not exists (select 1 from domain_rule r where r.kind = 'ALLOW'
        and (r.domain = $1 or (r.with_subdomains and right($1, length(r.domain) + 1) = '.' || r.domain))))
$$;
