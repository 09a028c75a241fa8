-- Each change of a customer's record, in the order in which it may be followed. What the record said before is kept beside it: the present record with these
-- put back, newest first, is the record as it was known at any instant. Who comes in has no row here: customers.customer.creation_id is its place.
create table customers.change (
  customer_id   bigint not null,
  change_id     bigint not null default nextval('customers.change_number'),
  kinds         text[] not null,
  at            timestamptz not null,
  source        text not null, -- on whose word
  before        jsonb not null, -- by field or part (address:7): what it said; null: it was not there
  organisations bigint[] not null default '{}', -- to which the affiliations that changed lead
  primary key (customer_id, change_id)
);
create index change_in_order on customers.change (change_id);
create index change_by_organisation on customers.change using gin (organisations) where organisations <> '{}';

-- Row-level security would keep a search in arrays off its index. Numbers alone, past the policies; whoever asks joins the protected table with them.
create function customers.changes_at(organisation bigint, since timestamptz)
  returns table (customer_id bigint, change_id bigint)
  language sql stable security definer set search_path = ''
  as $$
    select h.customer_id, h.change_id from customers.change h
     where h.organisations @> array[organisation] and h.organisations <> '{}' and h.at > since
  $$;
