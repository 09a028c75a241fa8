-- What modules above may read of the modules below: views that run with the reader's own rights.
create view access.v_person with (security_invoker = true) as
  select user_id, name, email, role, role_title, function, time_zone, languages, manager_id, state, markets from access.person;

create view products.v_product with (security_invoker = true) as
  select product_id, code, name, indication, therapeutic_area, is_own, launched_on from products.product;

create view customers.v_customer with (security_invoker = true) as
  select customer_id, kind, name, sort_name, given_name, family_name, credential, pronoun, status, specialty, specialty_name, city, state,
         postal_code, country, time_zone, language, decile, licence_valid_until, source
    from customers.customer where status <> 'merged';

create view customers.v_identifier with (security_invoker = true) as
  select system, value, customer_id, valid_from, valid_to, state from customers.identifier;

create view customers.v_contact_point with (security_invoker = true) as
  select customer_id, contact_point_id, kind, value, state, rank, state_at from customers.contact_point;

create view customers.v_affiliation with (security_invoker = true) as
  select customer_id, affiliation_id, to_customer_id, role, weight, confidence, valid_from, valid_to, source from customers.affiliation;

create view customers.v_taxonomy with (security_invoker = true) as
  select code, name, grouping from customers.taxonomy;

create view customers.v_owner with (security_invoker = true) as
  select customer_id, function, user_id from customers.owner;

-- Who can be reached through whom: a prescriber is in a plan's network by herself or through her practice.
create view customers.v_network with (security_invoker = true) as
  select a.customer_id, a.to_customer_id as plan_customer_id, null::bigint as practice_id, a.valid_from, a.valid_to
    from customers.affiliation a where a.role = 'in_network'
  union all
  select p.customer_id, n.to_customer_id, p.to_customer_id, greatest(p.valid_from, n.valid_from), least(p.valid_to, n.valid_to)
    from customers.affiliation n
    join customers.affiliation p on p.to_customer_id = n.customer_id and p.role = 'practises_at'
   where n.role = 'in_network';

create view customers.v_measure with (security_invoker = true) as
  select customer_id, name, period, subject, value, source, suppressed from customers.measure;

create view customers.v_licence with (security_invoker = true) as
  select customer_id, licence_state as state, licence, source from customers.specialty where licence_state <> '';

create view consent.v_decision with (security_invoker = true) as
  select customer_id, decision_id, channel, purpose, product_id, market, granted, basis, source, effective_at, expires_at, recorded_at from consent.decision;

create view consent.v_restriction with (security_invoker = true) as
  select customer_id, restriction_id, kind, product_id, reason, source, valid_from, valid_to from consent.restriction;

create view consent.v_rule with (security_invoker = true) as
  select rule_id, kind, channel, function, product_id, bases, purpose, market, max_touches, window_days, quiet_from, quiet_to, first_on, last_on, sentence, source, valid_from, valid_to from consent.rule;

create view content.v_version with (security_invoker = true) as
  select v.version_id, v.document_id, v.version_no, v.state, v.subject, v.body, v.patterns, v.search, v.choices, v.citation, v.valid_from, v.valid_to, v.digest,
         d.code, d.kind, d.title, d.product_id, d.function, d.audience, d.market, d.language
    from content.version v join content.document d using (document_id);

create view market_access.v_plan with (security_invoker = true) as
  select customer_id, payer_customer_id, book, covered_lives, pharmacy_lives from market_access.plan;

create view market_access.v_position with (security_invoker = true) as
  select customer_id, position_id, product_id, status, tier, restrictions, effective_from, effective_to, change, source, recorded_at, event_id from market_access.position;

create view market_access.v_payer_mix with (security_invoker = true) as
  select customer_id, plan_customer_id, share, as_of from market_access.payer_mix;

create view interactions.v_interaction with (security_invoker = true) as
  select customer_id, occurred_at, interaction_id, function, channel, direction, kind, state, product_id, person_id, organisation_id, minutes,
         headline, action_id, caused_by, source
    from interactions.interaction;

create view interactions.v_affinity with (security_invoker = true) as
  select customer_id, touches, responses, as_of from interactions.affinity;

create view interactions.v_wish with (security_invoker = true) as
  select customer_id, wish_id, kind, channel, product_id, detail, interaction_id, said_at, valid_to from interactions.wish;

create view work.v_task with (security_invoker = true) as
  select customer_id, task_id, kind, function, owner_id, state, title, reason, outcome, link, action_id, cascade_id, hand_over_id, product_id, due_at, snoozed_until,
         created_at, created_by, passed_by, closed_at from work.task;

create view work.v_case with (security_invoker = true) as
  select customer_id, case_id, kind, function, owner_id, channel, state, headline, product_id, interaction_id, message_id,
         outcome, due_at, opened_at, closed_at from work."case";

create view work.v_capacity with (security_invoker = true) as
  select user_id, channel, per_day from work.capacity;

create view work.v_presence with (security_invoker = true) as
  select user_id, state, until, changed_at from work.presence;

create view work.v_busy with (security_invoker = true) as
  select user_id, starts_at, ends_at from work.busy;

create view work.v_hand_over with (security_invoker = true) as
  select customer_id, hand_over_id, kind, from_function, to_function, from_user_id, to_user_id, state, wish, preferred_time, product_id, case_id,
         decline_reason, created_at, due_at, decided_at from work.hand_over;

create view channels.v_message with (security_invoker = true) as
  select customer_id, message_id, action_id, cascade_id, channel, function, version_id, state, refusal, refusal_record, queued_at, sent_at from channels.message;

create view orchestration.v_decision with (security_invoker = true) as
  select customer_id, event_id, play_id, decision_id, cascade_id, outcome, chosen, channel, refusal, owner_id, decided_at, refusal_record, refusals from orchestration.decision;

create view orchestration.v_action with (security_invoker = true) as
  select customer_id, action_id, cascade_id, candidate, channel, function, owner_id, state, planned_for, changed_at from orchestration.action;

create view orchestration.v_cascade with (security_invoker = true) as
  select cascade_id, event_id, play_id, customer_id, product_id, name, state, audience, decided, started_at, decided_at, approved_by, approved_at, candidates from orchestration.cascade;

create view medical.v_certification with (security_invoker = true) as
  select user_id, product_id, indication, market, valid_from, valid_to from medical.certification;

create view field.v_visit with (security_invoker = true) as
  select customer_id, visit_id, user_id, state, starts_at, minutes, place_id, product_id, task_id, hand_over_id, outcome, created_at from field.visit;
