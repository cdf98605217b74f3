-- Done clears itself from now on. What was done before counts as read as well: notices that ask for a decision on a stage
-- which does not wait for their reader, for an approver of one that has some or is over, and about tasks that are closed.
update "notification" n set "read_at" = now()
from "approval_stage" s
where n."read_at" is null and s."id" = n."stage_id"
  and (
    (n."kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED') and (
      s."state" <> 'OPEN'
      or not exists (
        select 1 from "stage_approver" a where a."stage_id" = s."id" and a."user_id" = n."user_id" and a."left_at" is null)
      or exists (
        select 1 from "decision" d where d."stage_id" = s."id" and d."by_id" = n."user_id" and d."taken_back_at" is null)))
    or (n."kind" = 'APPROVER_MISSING' and (
      s."state" <> 'OPEN'
      or exists (select 1 from "stage_approver" a where a."stage_id" = s."id" and a."left_at" is null)))
  );

update "notification" n set "read_at" = now()
from "manual_task" t
where n."read_at" is null and n."kind" = 'MANUAL_TASK_OPENED' and t."id" = n."task_id" and t."state" <> 'OPEN';
