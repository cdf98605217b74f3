-- What people from outside have to accept, in versions; who accepted which; and requests that wait for their target to do so. The first notice
-- says what every deployment does; whoever runs it publishes their own.
create table "terms" ("id" text collate "C" not null, "created_at" timestamptz(3) not null, "kind" text not null, "number" int not null, "text" text not null, "author_id" text collate "C" null, primary key ("id"));
alter table "terms" add constraint "terms_version_once" unique ("kind", "number");
create table "terms_acceptance" ("id" text collate "C" not null, "created_at" timestamptz(3) not null, "user_id" text collate "C" not null, "terms_id" text collate "C" not null, primary key ("id"));
alter table "terms_acceptance" add constraint "terms_acceptance_once" unique ("user_id", "terms_id");
alter table "notification_preference" drop constraint "notification_preference_kind_check";
alter table "notification_preference" add constraint "notification_preference_kind_check" check ("kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED', 'APPROVAL_NOT_NEEDED', 'APPROVER_MISSING', 'REQUEST_SUBMITTED_FOR_YOU', 'CONSENT_NEEDED', 'REQUEST_APPROVED', 'REQUEST_DENIED', 'REQUEST_EXPIRED', 'REQUEST_CANCELED', 'REQUEST_FAILED', 'REQUEST_COMMENTED', 'ANSWERS_CHANGED', 'ACCESS_DELIVERED', 'ACCESS_PARTIALLY_DELIVERED', 'ACCESS_DELIVERY_FAILED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED', 'ACCESS_LOST', 'ACCESS_CHANGED', 'REVOCATION_FAILED', 'MANUAL_TASK_OPENED', 'TOKEN_ENDS_SOON', 'TOKEN_REVOKED', 'SERVICE_UNANSWERED', 'SERVICE_HANDED_OVER'));
alter table "access_request" add "awaited" text null;
create index "access_request_awaited" on "access_request" ("target_id") where "awaited" is not null;
alter table "access_request" add constraint "access_request_awaited_check" check ("awaited" in ('PROOF_OF_ADDRESS', 'TERMS'));
alter table "notification" drop constraint "notification_kind_check";
alter table "notification" add constraint "notification_kind_check" check ("kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED', 'APPROVAL_NOT_NEEDED', 'APPROVER_MISSING', 'REQUEST_SUBMITTED_FOR_YOU', 'CONSENT_NEEDED', 'REQUEST_APPROVED', 'REQUEST_DENIED', 'REQUEST_EXPIRED', 'REQUEST_CANCELED', 'REQUEST_FAILED', 'REQUEST_COMMENTED', 'ANSWERS_CHANGED', 'ACCESS_DELIVERED', 'ACCESS_PARTIALLY_DELIVERED', 'ACCESS_DELIVERY_FAILED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED', 'ACCESS_LOST', 'ACCESS_CHANGED', 'REVOCATION_FAILED', 'MANUAL_TASK_OPENED', 'TOKEN_ENDS_SOON', 'TOKEN_REVOKED', 'SERVICE_UNANSWERED', 'SERVICE_HANDED_OVER'));
alter table "terms" add constraint "terms_author_id_foreign" foreign key ("author_id") references "app_user" ("id") on update no action on delete restrict;
alter table "terms" add constraint "terms_kind_check" check ("kind" in ('PRIVACY_NOTICE'));
alter table "terms_acceptance" add constraint "terms_acceptance_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on update no action on delete cascade;
alter table "terms_acceptance" add constraint "terms_acceptance_terms_id_foreign" foreign key ("terms_id") references "terms" ("id") on update no action on delete restrict;

insert into "terms" ("id", "created_at", "kind", "number", "text") values ('trm_00000000000000000000000000', now(), 'PRIVACY_NOTICE', 1,
'To give you access, we keep your name, your mail address, the organization you belong to, what you ask for and why, and what you hold. Those who decide on your requests and those who run this service see it. We use it for nothing else.

What was done stays in the evidence of this service without your name. If you have asked for nothing, or your access has ended, what we keep about you is deleted after a while.

You may ask whoever runs this service what is kept about you, and to have it corrected or deleted.');
