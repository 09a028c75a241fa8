-- What people ask the data steward to change: one request for each human intent, however many records it touches.

create sequence customers.request_number start 501;

create table customers.request (
  customer_id  bigint not null,            -- whom it is about first
  request_id   bigint not null default nextval('customers.request_number'),
  kind         text not null check (kind in ('correct', 'new_person', 'close_affiliation', 'merge')),
  state        text not null default 'new' check (state in ('new', 'submitted', 'pending', 'processed', 'cancelled')),
  note         text not null check (length(note) <= 1000), -- why, in the words of who asks
  requested_by integer not null references access.person,
  created_at   timestamptz not null,
  submitted_at timestamptz,
  taken_by     integer references access.person,
  taken_at     timestamptz,
  decided_by   integer references access.person,
  decided_at   timestamptz,
  answer       text not null default '',   -- the steward's words to who asked
  primary key (customer_id, request_id)
);
create index request_waiting on customers.request (submitted_at, request_id) where state in ('submitted', 'pending');
create index request_by_person on customers.request (requested_by, request_id desc);
create index request_decided on customers.request (kind, decided_at desc) where state = 'processed';
create index request_by_id on customers.request (request_id);

-- Each thing that is asked for: which record, what it says now, what it should say, and what became of it.
create table customers.request_line (
  customer_id  bigint not null,
  request_id   bigint not null,
  line_no      smallint not null,
  requested_by integer not null,           -- as on the request: who asked may read it
  subject_id   bigint not null,            -- the record that it touches
  field        text not null,              -- a field of the golden record, or affiliation, record, merge
  stated       text not null default '',   -- what it said when it was asked
  wanted       text not null default '',
  result       text check (result in ('accepted', 'rejected', 'modified', 'already_applied')),
  applied      text,                       -- what was written in the end
  reason       text not null default '',
  primary key (customer_id, request_id, line_no)
);

-- What goes with a request: a letter, a photo of a business card. Kept with the data, so that a backup holds it.
create table customers.request_file (
  customer_id  bigint not null,
  request_id   bigint not null,
  file_no      smallint not null check (file_no between 1 and 3),
  requested_by integer not null,
  name         text not null,
  type         text not null check (type in ('application/pdf', 'image/png', 'image/jpeg')),
  bytes        bytea not null check (length(bytes) <= 10485760),
  added_at     timestamptz not null,
  primary key (customer_id, request_id, file_no)
);

-- How long requests took is told to everybody who asks, whose requests they were to nobody.
create function customers.decided_requests(of_kind text, wanted integer) returns table (submitted_at timestamptz, decided_at timestamptz)
  language sql stable security definer set search_path = ''
  as $$ select r.submitted_at, r.decided_at from customers.request r where r.kind = of_kind and r.state = 'processed' and r.submitted_at is not null order by r.decided_at desc limit wanted $$;
