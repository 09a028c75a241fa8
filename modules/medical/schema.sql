-- The schema medical as it stands once every migration has run. Made by `npm run generate`; policies and grants are in migrations/policy.sql.
-- Medical affairs. What is said here stays here: no commercial role and no engine has a policy on these tables.

create sequence medical.medical_number;

create table medical.certification (
  user_id    integer not null,
  product_id integer not null,
  indication text not null default '',
  market     text not null default 'US',
  valid_from date not null,
  valid_to   date not null,
  constraint certification_pkey primary key (user_id, product_id, indication, market),
  constraint certification_product_id_fkey foreign key (product_id) references products.product(product_id),
  constraint certification_user_id_fkey foreign key (user_id) references access.person(user_id)
);

create table medical.inquiry (
  customer_id    bigint not null,
  inquiry_id     bigint not null default nextval('medical.medical_number'),
  case_id        bigint,
  hand_over_id   bigint,
  product_id     integer,
  owner_id       integer,
  state          text not null,
  question       text not null, -- her own words
  unsolicited    boolean not null default true,
  answer         text,
  topics         text[] not null default '{}'[],
  wish           text not null default '', -- how she wants to hear from us: a word of the hand-over's closed list
  preferred_time text not null default '',
  callback       text not null default '',
  interaction_id bigint, -- the call that answered
  opened_at      timestamptz not null,
  due_at         timestamptz not null,
  answered_at    timestamptz,
  constraint inquiry_pkey primary key (customer_id, inquiry_id),
  constraint inquiry_owner_id_fkey foreign key (owner_id) references access.person(user_id),
  constraint inquiry_product_id_fkey foreign key (product_id) references products.product(product_id),
  constraint inquiry_state_check check (state in ('new', 'submitted', 'assigned', 'in_progress', 'completed', 'closed'))
);
create unique index inquiry__one_per_case on medical.inquiry (customer_id, case_id) where (case_id is not null);
create unique index inquiry__one_per_hand_over on medical.inquiry (customer_id, hand_over_id) where (hand_over_id is not null);
create index inquiry_open_by_owner on medical.inquiry (owner_id, due_at) where (state in ('assigned', 'in_progress'));

create table medical.insight (
  customer_id bigint not null,
  insight_id  bigint not null default nextval('medical.medical_number'),
  type        text not null,
  body        text not null,
  product_id  integer,
  user_id     integer not null,
  recorded_at timestamptz not null,
  constraint insight_pkey primary key (customer_id, insight_id),
  constraint insight_product_id_fkey foreign key (product_id) references products.product(product_id),
  constraint insight_user_id_fkey foreign key (user_id) references access.person(user_id)
);

create table medical.interaction_content (
  customer_id    bigint not null,
  interaction_id bigint not null,
  topic          text not null default '',
  body           text not null default '',
  off_label      boolean not null default false,
  constraint interaction_content_pkey primary key (customer_id, interaction_id)
);

create view medical.v_certification with (security_invoker=true) as
  select user_id, product_id, indication, market, valid_from, valid_to
     from medical.certification;
