-- A stage without escalation approvers was given a time to escalate at, and told people that others would be asked too. It is not
-- given one any more; open stages of before lose theirs. What falls due next is found when the time that stands there comes.
update "approval_stage" s set "escalates_at" = null
where s."state" in ('WAITING', 'OPEN') and s."escalates_at" is not null and s."escalated_at" is null
  and not exists (select from "policy_approver" a where a."stage_id" = s."definition_id" and a."role" = 'ESCALATION');
