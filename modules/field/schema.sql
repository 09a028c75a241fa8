-- The schema field as it stands once every migration has run. Made by `npm run generate`; policies and grants are in migrations/policy.sql.
-- Visits, from wish to report. Territories are access's: they decide who sees whom.

create sequence field.visit_number;

create table field.visit (
  customer_id    bigint not null,
  visit_id       bigint not null default nextval('field.visit_number'),
  user_id        integer not null,
  state          text not null,
  starts_at      timestamptz not null,
  minutes        smallint not null default 20,
  place_id       bigint,
  purpose        text not null default '', -- why, in a sentence made from closed lists
  product_id     integer,
  task_id        bigint,
  hand_over_id   bigint,
  asked_by       integer, -- who of another function passed her wish on
  wish           text not null default '',
  preferred_time text not null default '',
  outcome        text,
  decline_reason text,
  interaction_id bigint, -- the touch that the report recorded
  reported_at    timestamptz,
  created_at     timestamptz not null,
  constraint visit_pkey primary key (customer_id, visit_id),
  constraint visit_asked_by_fkey foreign key (asked_by) references access.person(user_id),
  constraint visit_product_id_fkey foreign key (product_id) references products.product(product_id),
  constraint visit_user_id_fkey foreign key (user_id) references access.person(user_id),
  constraint visit_state_check check (state in ('proposed', 'planned', 'done', 'declined', 'cancelled'))
);
create unique index visit__one_per_hand_over on field.visit (customer_id, hand_over_id) where (hand_over_id is not null);
create index visit_by_id on field.visit (visit_id);
create index visit_by_user on field.visit (user_id, starts_at);

create view field.v_visit with (security_invoker=true) as
  select customer_id, visit_id, user_id, state, starts_at, minutes, place_id, product_id, task_id, hand_over_id, outcome, created_at
     from field.visit;
