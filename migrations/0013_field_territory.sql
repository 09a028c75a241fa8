-- Visits, from wish to report. Territories are access's: they decide who sees whom.
create schema field;
create sequence field.visit_number;

create table field.visit (
  customer_id   bigint not null,
  visit_id      bigint not null default nextval('field.visit_number'),
  user_id       integer not null references access.person,
  state         text not null check (state in ('proposed', 'planned', 'done', 'declined', 'cancelled')),
  starts_at     timestamptz not null,
  minutes       smallint not null default 20,
  place_id      bigint,
  purpose       text not null default '', -- why, in a sentence made from closed lists
  product_id    integer references products.product,
  task_id       bigint,
  hand_over_id  bigint,
  asked_by      integer references access.person, -- who of another function passed her wish on
  wish          text not null default '',
  preferred_time text not null default '',
  outcome       text,
  decline_reason text,
  interaction_id bigint, -- the touch that the report recorded
  reported_at   timestamptz,
  created_at    timestamptz not null,
  primary key (customer_id, visit_id)
);
create index visit_by_id on field.visit (visit_id);
create unique index visit__one_per_hand_over on field.visit (customer_id, hand_over_id) where hand_over_id is not null;
create index visit_by_user on field.visit (user_id, starts_at);
