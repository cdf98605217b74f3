-- Holders are told when the rights of their package change, and what came and went for them.
alter table "notification" add column "rights" jsonb null;
alter table "notification" drop constraint "notification_kind_check";
alter table "notification" add constraint "notification_kind_check" check ("kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED', 'APPROVAL_NOT_NEEDED', 'APPROVER_MISSING', 'REQUEST_SUBMITTED_FOR_YOU', 'REQUEST_APPROVED', 'REQUEST_DENIED', 'REQUEST_EXPIRED', 'REQUEST_CANCELED', 'REQUEST_FAILED', 'REQUEST_COMMENTED', 'ANSWERS_CHANGED', 'ACCESS_DELIVERED', 'ACCESS_PARTIALLY_DELIVERED', 'ACCESS_DELIVERY_FAILED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED', 'ACCESS_LOST', 'ACCESS_CHANGED', 'REVOCATION_FAILED', 'MANUAL_TASK_OPENED'));
alter table "notification_preference" drop constraint "notification_preference_kind_check";
alter table "notification_preference" add constraint "notification_preference_kind_check" check ("kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED', 'APPROVAL_NOT_NEEDED', 'APPROVER_MISSING', 'REQUEST_SUBMITTED_FOR_YOU', 'REQUEST_APPROVED', 'REQUEST_DENIED', 'REQUEST_EXPIRED', 'REQUEST_CANCELED', 'REQUEST_FAILED', 'REQUEST_COMMENTED', 'ANSWERS_CHANGED', 'ACCESS_DELIVERED', 'ACCESS_PARTIALLY_DELIVERED', 'ACCESS_DELIVERY_FAILED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED', 'ACCESS_LOST', 'ACCESS_CHANGED', 'REVOCATION_FAILED', 'MANUAL_TASK_OPENED'));

-- Access that ends because the scope of its policy was narrowed.
alter table "access_request" drop constraint "access_request_cause_check";
alter table "access_request" add constraint "access_request_cause_check" check ("cause" in ('EXPIRY', 'LIFECYCLE', 'APPROVAL_REVOKED', 'REPLACED', 'ELIGIBILITY_LOST'));
