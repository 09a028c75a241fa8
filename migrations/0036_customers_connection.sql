-- Running beside the CRM that a company already has, one market at a time: what a load took and left, who of theirs is who of ours, and which system has the last word.

alter table customers.import_run add column market text, -- the one market that was taken; null: all
  add column left_out bigint not null default 0;         -- lines of other markets, not among the total
alter table customers.import_file add column options jsonb not null default '{}'; -- the market, and which table of an archive


-- Users of another CRM, by the id it gave them. Without user_id nobody here has their mail address; what they did is loaded all the same.
create table customers.source_person (
  source       text not null,
  source_key   text collate "C" not null,
  user_id      integer references access.person,
  function     text, -- what the source says of their work, where we do not know them
  digest       text not null,
  import_id    bigint,
  primary key (source, source_key)
);

-- Which system has the last word on an object in a market; without a row the rules of survivorship decide alone.
create table customers.mastery (
  object       text not null check (object in ('customer', 'interaction', 'consent')),
  market       text not null check (market ~ '^([A-Z]{2}|\*)$'), -- ISO 3166, * all others
  master       text not null, -- tutti, or the source
  set_by       integer references access.person,
  set_at       timestamptz not null,
  primary key (object, market)
);

-- Accounts of other markets that a load left out: their calls and consents are left out too, not refused as nobody's.
create table customers.left_out (
  source       text not null,
  source_key   text collate "C" not null,
  market       text not null,
  primary key (source, source_key)
);

create view customers.v_source_person with (security_invoker = true) as select source, source_key, user_id, function from customers.source_person;
create view customers.v_mastery with (security_invoker = true) as select object, market, master from customers.mastery;
create view customers.v_left_out with (security_invoker = true) as select source, source_key, market from customers.left_out;

-- Products of another CRM that are products of ours.
create table products.source_product (
  source       text not null,
  source_key   text collate "C" not null,
  product_id   integer not null references products.product,
  digest       text not null,
  import_id    bigint,
  primary key (source, source_key)
);
create view products.v_source_product with (security_invoker = true) as select source, source_key, product_id from products.source_product;
