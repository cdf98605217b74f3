-- What a policy sets where nobody says otherwise is written once, in its settings; the columns say the same.
alter table assignment_policy_version
  alter column self_add set default true,
  alter column self_extend set default true,
  alter column self_remove set default true;
