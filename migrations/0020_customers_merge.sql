-- Two records of one party become one, and two again: which merges stand, what each record was by itself, and which row moved from whom to whom.

create sequence customers.merge_number;

-- One row a record that went into another. The newest of a record stands until it is undone.
create table customers.merge (
  customer_id  bigint not null,            -- the record that went
  merge_id     bigint not null default nextval('customers.merge_number'),
  winner_id    bigint not null,            -- the record that stays; it keeps its number
  reason       text not null,
  report       jsonb not null default '{}', -- what moved, stayed behind and became stricter
  run_id       bigint references customers.match_run, -- the run that joined them, where no person did
  merged_by    integer references access.person,
  merged_at    timestamptz not null,
  undone_by    integer references access.person,
  undone_at    timestamptz,
  undo_reason  text,
  undo_report  jsonb,                      -- what went back, and what came since and belongs to whom
  primary key (customer_id, merge_id)
);
create unique index merge__one_standing on customers.merge (customer_id) where undone_at is null;
create index merge_by_winner on customers.merge (winner_id);
create index merge_by_id on customers.merge (merge_id desc);
create index merge_by_run on customers.merge (run_id, merge_id) where run_id is not null;

-- Every record of a standing merge with its golden record as it is by itself: what an undo puts back, and what imports go on with meanwhile.
create table customers.merge_member (
  customer_id  bigint primary key,
  root_id      bigint not null,            -- under which number the party is found now
  native       jsonb not null
);
create index merge_member_by_root on customers.merge_member (root_id);

-- Where each moved row belongs. A pointer is a column of somebody else's row that names the record.
create table customers.merge_move (
  customer_id  bigint not null,            -- to whom the row belongs
  table_name   text not null,
  pointer      text not null default '',
  row_owner    bigint not null default 0,  -- of a pointer: to whom the row with the column belongs
  row_key      text[] not null,            -- the row's key without the customer
  root_id      bigint not null,            -- at whom it lies now
  primary key (customer_id, table_name, pointer, row_owner, row_key)
);
create index merge_move_by_root on customers.merge_move (root_id, table_name);

-- Numbers of the refusals that a merge adds, apart from those that people gave: an undo takes them away again.
create sequence consent.merge_decision_number start 900000000000;

-- Under which number these records are found, where it is another or others are found under theirs: ids alone, so that whoever writes to a customer may ask.
create function customers.merged_roots(ids bigint[]) returns table (merged_root bigint)
  language sql stable security definer set search_path = ''
  as $$ select distinct m.root_id from customers.merge_member m where m.customer_id = any(ids) $$;
