-- A replica of the version before 0017 that still runs while this one is brought in adds one of our own groups without saying which
-- it is, and a package of it would be taken for one that leads to no roles. Whoever writes the row, the database says it for them.
create function resource_says_its_group() returns trigger language plpgsql as $$
begin
  if new.group_id is null and new.kind = 'GROUP' then
    select g.id into new.group_id from app_group g, connector c
      where g.id = new.external_id and c.id = new.connector_id and c.kind = 'directory';
  end if;
  return new;
end;
$$;

create trigger "resource_group_of_ours"
before insert or update on "resource"
for each row execute function resource_says_its_group();

-- What such a replica has added since 0017 ran: the trigger says it.
update "resource" set "group_id" = null where "group_id" is null and "kind" = 'GROUP';
