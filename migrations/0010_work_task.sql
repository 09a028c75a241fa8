-- What people do: tasks, cases with clocks, hand-overs typed by what may cross, notifications, presence and capacity.
create schema work;
create sequence work.work_number start 10001;

create table work.task (
  customer_id   bigint not null,
  task_id       bigint not null default nextval('work.work_number'),
  kind          text not null,
  function      text not null,
  owner_id      integer, -- of access.person
  state         text not null default 'requested' check (state in ('requested', 'accepted', 'rejected', 'in_progress', 'on_hold', 'completed', 'cancelled', 'failed')),
  title         text not null,
  reason        text not null default '',
  outcome       text,
  link          text,
  action_id     bigint,
  cascade_id    bigint,
  hand_over_id  bigint,
  product_id    integer,
  due_at        timestamptz,
  snoozed_until timestamptz,
  created_at    timestamptz not null,
  created_by    integer,
  passed_by     integer references access.person, -- the colleague who handed it on to its owner
  closed_at     timestamptz,
  version       integer not null default 1,
  primary key (customer_id, task_id)
);
create index task_open_by_owner on work.task (owner_id, due_at) where state in ('requested', 'accepted', 'in_progress', 'on_hold');
create index task_by_id on work.task (task_id);
create index task_by_cascade on work.task (cascade_id) where cascade_id is not null;
create unique index task__one_per_action on work.task (customer_id, action_id) where action_id is not null;

create table work."case" (
  customer_id   bigint not null,
  case_id       bigint not null default nextval('work.work_number'),
  kind          text not null, -- question, visit_request, sample_request, reply, complaint
  function      text not null, -- the desk that holds it
  owner_id      integer references access.person,
  channel       text not null,
  state         text not null default 'new' check (state in ('new', 'open', 'waiting', 'handed_over', 'closed')),
  headline      text not null,
  product_id    integer,
  interaction_id bigint,
  message_id    bigint,
  outcome       text,
  due_at        timestamptz not null,
  opened_at     timestamptz not null,
  closed_at     timestamptz,
  version       integer not null default 1,
  primary key (customer_id, case_id)
);
create index case_open_by_desk on work."case" (function, due_at) where state <> 'closed';
create index case_by_id on work."case" (case_id);
create unique index case__one_per_inbound on work."case" (customer_id, interaction_id) where interaction_id is not null;

-- The question as it was asked: for the contact centre, medical and safety alone.
create table work.case_detail (
  customer_id   bigint not null,
  case_id       bigint not null,
  question      text not null default '',
  topics        text[] not null default '{}',
  answers_read  jsonb not null default '[]',
  callback      text not null default '',
  best_time     text not null default '',
  may_mention_harm boolean not null default false,
  primary key (customer_id, case_id)
);

-- What a desk notes for itself about a case. It never crosses to another function, so it is no column of the detail that does.
create table work.case_note (
  customer_id   bigint not null,
  note_id       bigint not null default nextval('work.work_number'),
  case_id       bigint not null,
  function      text not null,
  user_id       integer,
  body          text not null,
  written_at    timestamptz not null,
  primary key (customer_id, note_id)
);
create index case_note_by_case on work.case_note (customer_id, case_id);

create table work.hand_over (
  customer_id   bigint not null,
  hand_over_id  bigint not null default nextval('work.work_number'),
  kind          text not null check (kind in ('question_to_liaison', 'visit_request', 'question_to_medical')),
  from_function text not null,
  to_function   text not null,
  from_user_id  integer not null references access.person,
  to_user_id    integer not null references access.person,
  state         text not null default 'requested' check (state in ('requested', 'accepted', 'declined', 'timed_out', 'done')),
  wish          text not null default '', -- closed vocabulary by kind; never free text across the firewall
  preferred_time text not null default '',
  product_id    integer,
  decline_reason text not null default '',
  case_id       bigint,
  created_at    timestamptz not null,
  due_at        timestamptz,
  decided_at    timestamptz,
  primary key (customer_id, hand_over_id)
);
create index hand_over_by_receiver on work.hand_over (to_user_id, state);

create table work.notification (
  customer_id   bigint not null default 0,
  notification_id bigint not null default nextval('work.work_number'),
  user_id       integer not null references access.person,
  kind          text not null,
  headline      text not null,
  detail        text not null default '',
  link          text,
  key           text not null,
  created_at    timestamptz not null,
  read_at       timestamptz,
  primary key (customer_id, notification_id),
  constraint notification__once unique (customer_id, user_id, key)
);
create index notification_by_user on work.notification (user_id, notification_id desc);

create table work.presence (
  user_id       integer primary key references access.person,
  state         text not null check (state in ('available', 'busy', 'away')),
  until         timestamptz,
  changed_at    timestamptz not null
);

create table work.busy (
  user_id       integer not null references access.person,
  busy_id       integer generated by default as identity,
  starts_at     timestamptz not null,
  ends_at       timestamptz not null,
  label         text not null default '',
  primary key (user_id, busy_id),
  check (ends_at > starts_at)
);

-- How many touches of a channel a person can make a day.
create table work.capacity (
  user_id       integer not null references access.person,
  channel       text not null,
  per_day       integer not null check (per_day >= 0),
  primary key (user_id, channel)
);
