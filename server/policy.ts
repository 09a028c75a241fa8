import type { FieldClass, Grant, Operation, Policy, Predicate, TablePolicy } from '#platform/auth';
import type { Role } from '#platform/db';
import { changedColumns, personalData } from './personal-data/index.ts';

// Who sees what, once: SQL policies and grants, the service guard, the serialiser, docs/access.md and the test matrix are made from this file.

/** Commercial roles that see every professional customer. */
const WIDE: readonly Role[] = ['market_access', 'marketing', 'contact_centre', 'director', 'steward'];
/** Everybody who works with customers. */
const STAFF: readonly Role[] = [...WIDE, 'field', 'medical', 'safety', 'reviewer', 'administrator'];

const to = (roles: readonly Role[], ...rows: Predicate[]): Grant => ({ to: roles, rows: rows.length ? rows : ['all'] });

/** What hangs on a customer: commerce sees professionals, a representative those of his own work; the engine all but patients. */
const CUSTOMER_READ = [to([...WIDE, 'medical', 'safety', 'engine', 'reviewer', 'administrator'], 'professionals'), to(['field'], 'territory')];
const by = (roles: readonly Role[], ...rows: Predicate[]): readonly Grant[] => [to(roles, ...rows)];
const customers = (writers: readonly Role[], more: TablePolicy = {}): TablePolicy => ({
  read: CUSTOMER_READ, insert: by(writers, 'professionals'), update: by(writers, 'professionals'), ...more,
});
const appended = (...writers: Role[]): TablePolicy => ({ read: CUSTOMER_READ, insert: by(writers, 'professionals') });
const reference = (...writers: Role[]): TablePolicy => ({
  read: by([...STAFF, 'engine']), insert: by(writers), update: by(writers),
});

const counted = (): TablePolicy => ({ read: by([...WIDE, 'engine']), insert: by(['engine']), update: by(['engine']), delete: by(['engine']) });

const MASTER: readonly Role[] = ['steward', 'administrator', 'engine'];
const TOUCHERS: readonly Role[] = ['market_access', 'marketing', 'contact_centre', 'medical', 'field', 'engine', 'director'];
/** Who adds to the timeline: who touches, and who loads what another system recorded. */
const RECORDERS: readonly Role[] = [...TOUCHERS, 'steward', 'administrator'];
const MINE: Predicate = { own: ['owner_id', 'created_by', 'passed_by'] };
const DUTY: Predicate = { either: [MINE, { function: 'function' }] };
const TEAM_TASKS: Predicate = { either: [MINE, { team: 'owner_id' }] };
const HAND_OVER: Predicate = { own: ['from_user_id', 'to_user_id'] };

const OTHERS = STAFF.filter((role) => role !== 'administrator');
const PRIVACY: readonly Grant[] = [to(['administrator']), to(['steward'], 'professionals')];
const BREAK_GLASS: Predicate = { own: ['user_id', 'owner_id', 'owner_manager_id'] };

const STEWARDS: readonly Role[] = ['steward', 'administrator'];
const ASKERS = STAFF.filter((role) => !STEWARDS.includes(role));
const ASKED: Predicate = { own: ['requested_by'] };
/** A change request is for who asked and for the stewards. */
const REQUEST: TablePolicy = {
  read: [to(STEWARDS, 'professionals'), to(ASKERS, ASKED)], insert: by(STAFF, ASKED, 'professionals'), update: [to(STEWARDS, 'professionals'), to(ASKERS, ASKED)],
};

/** Territories: what they are is for everybody who works here, who draws them are administrators and directors; a scheduled change is the engine's to carry out. */
const ALIGNERS: readonly Role[] = ['administrator', 'director', 'engine'];
const ALIGNED: TablePolicy = { read: by([...STAFF, 'engine']), insert: by(ALIGNERS), update: by(ALIGNERS), delete: by(ALIGNERS) };

const tables: Readonly<Record<string, TablePolicy>> = {
  'access.person': { read: by([...STAFF, 'engine']), insert: by(['administrator']), update: by(['administrator']) },
  'access.membership': { read: by(['administrator', 'director', 'engine']), insert: by(['administrator', 'director', 'engine']), delete: by(['administrator', 'director', 'engine']) },
  'access.sales_force': reference('administrator', 'director', 'engine'),
  'access.territory': reference('administrator', 'director', 'engine'),
  'access.alignment': ALIGNED, 'access.territory_person': ALIGNED, 'access.territory_rule': ALIGNED,
  'access.territory_exception': { ...ALIGNED, read: [to([...WIDE, 'medical', 'administrator', 'engine'], 'professionals'), to(['field'], 'territory')] },
  'access.territory_customer': { ...ALIGNED, read: [to([...WIDE, 'medical', 'administrator', 'engine'], 'professionals'), to(['field'], 'territory')] },
  'access.territory_move': { read: by(ALIGNERS, 'professionals'), insert: by(ALIGNERS, 'professionals') },
  'access.team': reference('administrator'),
  'access.team_member': { read: by([...STAFF, 'engine']), insert: by(['administrator']), delete: by(['administrator']) },
  'access.break_glass': { // who asked, whose work she is and that one's manager; a representative alone has work of his own to go beyond
    read: [to(['administrator', 'engine']), to(OTHERS, BREAK_GLASS)], insert: by(['field'], { own: ['user_id'] }), update: [to(['administrator', 'engine']), to(OTHERS, BREAK_GLASS)],
  },
  'access.review': { read: by(STAFF), insert: by(['administrator']), update: by(['administrator']) },
  'access.review_line': { read: [to(['administrator']), to(OTHERS, { own: ['reviewer_id'] })], insert: by(['administrator']), update: [to(['administrator']), to(OTHERS, { own: ['reviewer_id'] })] },

  'events.event': {
    read: [
      to([...WIDE, 'engine', 'reviewer', 'administrator'], 'open', 'professionals'), to(['field'], 'open', 'territory'),
      to(['medical'], 'professionals'), to(['safety'], 'professionals'),
    ],
    insert: by([...STAFF, 'engine']),
  },
  'events.handled': { read: by(['engine', 'administrator', 'contact_centre', 'medical', 'safety']), insert: by(['engine', 'contact_centre', 'medical', 'safety']) },
  'http.answer': { read: [to(STAFF, { own: ['user_id'] }), to(['engine'])], insert: by(STAFF, { own: ['user_id'] }), update: by(STAFF, { own: ['user_id'] }), delete: by(['engine']) },
  'audit.entry': { read: by(['administrator', 'engine']), insert: by([...STAFF, 'engine', 'visitor']) },
  'audit.link': { read: by(['administrator', 'engine']), insert: by(['engine']) },
  'audit.reason_rule': { read: by([...STAFF, 'engine', 'privacy']), insert: by(['administrator']), update: by(['administrator']) },
  'audit.signature': { ...appended(), insert: by(STAFF, { own: ['user_id'] }) },
  'audit.signing_refusal': { read: [to(['administrator']), to(OTHERS, { own: ['user_id'] })], insert: by(STAFF, { own: ['user_id'] }) },
  'audit.anchor_key': { read: by([...STAFF, 'engine', 'visitor']), insert: by(['engine']) },
  'audit.anchor': { read: by(['administrator', 'engine']), insert: by(['engine']), update: by(['engine']) },
  'audit.unsealed': { read: by(['administrator', 'engine']), insert: by([...STAFF, 'engine', 'visitor']), delete: by(['engine']) },

  'privacy.request': { read: PRIVACY, insert: PRIVACY, update: PRIVACY },
  'privacy.legal_hold': { read: PRIVACY, insert: PRIVACY, update: PRIVACY },
  'privacy.suppression': { read: by([...STAFF, 'engine', 'merger', 'privacy']), insert: by(['privacy']), update: by(['administrator', 'privacy']) },

  'products.product': reference('administrator', 'marketing'),
  'products.reference': reference(...MASTER),
  'products.source_product': { ...reference(...MASTER), delete: by(MASTER) },

  'customers.customer': customers(MASTER, { delete: by(MASTER, 'professionals') }), // an undone import takes back whom nobody has named since
  'customers.identifier': customers(MASTER, { delete: by(MASTER, 'professionals') }),
  'customers.address': customers(MASTER, { delete: by(MASTER, 'professionals') }),
  'customers.contact_point': customers([...MASTER, 'contact_centre'], { delete: by(MASTER, 'professionals') }),
  'customers.specialty': customers(MASTER, { delete: by(MASTER, 'professionals') }),
  'customers.taxonomy': reference('steward', 'administrator', 'engine'),
  'customers.affiliation': customers(MASTER),
  'customers.change': appended('engine'), // the system keeps these books, whoever acts
  'customers.owner': customers([...MASTER, 'director'], { delete: by([...MASTER, 'director'], 'professionals') }), // whoever draws territories moves owners with them
  'customers.source_record': { read: by(MASTER, 'professionals'), insert: by(MASTER, 'professionals'), update: by(MASTER, 'professionals'), delete: by(MASTER, 'professionals') },
  'customers.measure': customers(MASTER, { delete: by(MASTER, 'professionals') }),
  'customers.import_run': { read: by(MASTER), insert: by(MASTER), update: by(MASTER) },
  'customers.import_reject': { read: by(MASTER), insert: by(MASTER) },
  'customers.import_mapping': { read: by(MASTER), insert: by(MASTER), update: by(MASTER) },
  'customers.import_file': { read: by(MASTER), insert: by(MASTER), update: by(MASTER) },
  'customers.import_before': { read: by(MASTER, 'professionals'), insert: by(MASTER, 'professionals') },
  'customers.source_person': { read: by([...STAFF, 'engine']), insert: by(MASTER), update: by(MASTER), delete: by(MASTER) },
  'customers.mastery': { read: by([...STAFF, 'engine']), insert: by(STEWARDS), update: by(STEWARDS), delete: by(STEWARDS) },
  'customers.left_out': { read: by(MASTER), insert: by(MASTER), update: by(MASTER), delete: by(MASTER) },
  'customers.match_rule': { read: by([...STAFF, 'engine']), insert: by(MASTER), update: by(MASTER) },
  'customers.match_run': { read: by(MASTER), insert: by(MASTER), update: by(MASTER) },
  'customers.match_pair': { read: by(MASTER, 'professionals'), insert: by(MASTER, 'professionals'), update: by(MASTER, 'professionals') },
  'customers.match_verdict': { read: by(MASTER, 'professionals'), insert: by(MASTER, 'professionals') },

  'customers.request': REQUEST, 'customers.request_line': REQUEST, 'customers.request_file': REQUEST,
  'customers.merge': { read: CUSTOMER_READ },
  'customers.merge_member': { read: by(MASTER, 'professionals') },
  'customers.merge_move': { read: by(MASTER, 'professionals') },

  'consent.decision': appended('marketing', 'contact_centre', 'medical', 'field', 'steward', 'administrator', 'engine'), // the last three load what another system recorded
  'consent.imported': { read: by(MASTER, 'professionals'), insert: by(MASTER, 'professionals'), update: by(MASTER, 'professionals') },
  'consent.restriction': customers(['contact_centre', 'steward', 'engine', 'marketing']),
  'consent.rule': reference('administrator', 'marketing'),
  'consent.policy': { read: by(['administrator', 'marketing']), insert: by(['administrator', 'marketing']), update: by(['administrator', 'marketing']) },

  'content.document': reference('marketing', 'reviewer'),
  'content.version': { ...reference('marketing', 'reviewer'), update: by(['marketing', 'reviewer', 'engine']) }, // the engine ends what has expired

  'market_access.plan': customers(['market_access', 'steward', 'engine']),
  'market_access.position': customers(['market_access', 'engine']),
  'market_access.listing': reference(...MASTER),
  'market_access.published_list': customers(['market_access', 'engine']),
  'market_access.product_code': reference('market_access', 'engine'),
  'market_access.payer_mix': customers(['market_access', 'steward', 'engine'], { delete: by(['engine', 'steward'], 'professionals') }),

  'interactions.interaction': {
    read: [to([...WIDE, 'medical', 'safety', 'engine', 'reviewer', 'administrator'], 'open', 'professionals'), to(['field'], 'open', 'territory')],
    insert: by(RECORDERS, 'professionals'),
  },
  'interactions.content': { // a question as it was asked is for those who answer it
    read: [
      to(['contact_centre', 'medical', 'safety'], 'professionals'), to(['market_access', 'marketing', 'director', 'steward', 'engine', 'reviewer', 'administrator'], 'open', 'professionals'),
      to(['field'], 'open', 'territory'),
    ],
    insert: by(RECORDERS, 'professionals'),
  },
  'interactions.affinity': customers(RECORDERS),
  'interactions.imported': { read: by(MASTER, 'professionals'), insert: by(MASTER, 'professionals'), update: by(MASTER, 'professionals'), delete: by(MASTER, 'professionals') },
  'interactions.wish': customers(TOUCHERS),

  'work.task': {
    read: [to(['engine', 'director', 'administrator'], 'professionals'), to(['market_access', 'marketing', 'contact_centre', 'medical', 'steward', 'reviewer', 'safety'], DUTY, 'professionals'),
      to(['field'], TEAM_TASKS)],
    insert: by([...STAFF, 'engine'], 'professionals'),
    update: [to(['engine', 'director', 'administrator'], 'professionals'), to([...WIDE.filter((role) => role !== 'director'), 'medical', 'reviewer', 'safety'], DUTY), to(['field'], MINE)],
  },
  'work.case': {
    read: CUSTOMER_READ,
    insert: by(['contact_centre', 'medical', 'engine', 'marketing'], 'professionals'),
    update: [to(['contact_centre', 'medical', 'engine', 'safety'], 'professionals'), to(['field'], 'territory')],
  },
  'work.case_detail': {
    read: by(['contact_centre', 'medical', 'safety'], 'professionals'), insert: by(['contact_centre', 'medical', 'engine', 'marketing'], 'professionals'),
    update: by(['contact_centre', 'medical', 'safety'], 'professionals'),
  },
  'work.case_note': { // a desk's own notes: another function never reads them
    read: [to(['contact_centre', 'medical'], { function: 'function' }, 'professionals'), to(['field'], { function: 'function' }, 'territory')],
    insert: [to(['contact_centre', 'medical'], { function: 'function' }), to(['field'], { function: 'function' }, 'territory'), to(['engine'], 'professionals')],
  },
  'work.hand_over': {
    read: [to(['contact_centre', 'director', 'engine', 'administrator'], 'professionals'), to(['medical', 'field', 'market_access', 'marketing', 'safety', 'steward', 'reviewer'], HAND_OVER)],
    insert: by(['contact_centre', 'medical', 'field', 'market_access'], { own: ['from_user_id'] }, 'professionals'),
    update: [to(['contact_centre', 'medical', 'field', 'market_access', 'marketing', 'safety'], HAND_OVER), to(['engine'], 'professionals')],
  },
  'work.notification': {
    read: [to(STAFF, { own: ['user_id'] }), to(['engine'])], insert: by([...STAFF, 'engine']), update: by(STAFF, { own: ['user_id'] }),
  },
  'work.presence': {
    read: by([...STAFF, 'engine']), insert: [to(STAFF, { own: ['user_id'] }), to(['engine'])], update: [to(STAFF, { own: ['user_id'] }), to(['engine'])],
  },
  'work.busy': {
    read: by([...STAFF, 'engine']), insert: [to(STAFF, { own: ['user_id'] }), to(['engine'])], delete: by(STAFF, { own: ['user_id'] }),
  },
  'work.capacity': reference('administrator', 'director'),

  'channels.message': {
    read: CUSTOMER_READ, insert: by(['engine'], 'professionals'),
    update: by(['engine', 'marketing', 'director', 'contact_centre'], 'professionals'), // hold, withdraw, settle an unknown
  },
  'channels.response': { read: CUSTOMER_READ, insert: by(['engine'], 'professionals'), update: by(['engine'], 'professionals') },
  'channels.sender': { read: by(['engine', 'administrator']), insert: by(['engine']), update: by(['engine']) },
  'channels.inbound': {
    read: by(['contact_centre', 'medical', 'safety'], 'professionals'), insert: by(['contact_centre'], 'professionals'), update: by(['contact_centre'], 'professionals'),
  },
  'channels.mailbox': { read: by([...STAFF, 'engine']), insert: by(['engine']) },

  'orchestration.play': reference('marketing', 'administrator', 'engine'),
  'orchestration.journey': reference('marketing', 'administrator', 'engine'),
  'orchestration.cascade': { read: by([...STAFF, 'engine']), insert: by(['engine']), update: by(['engine', 'marketing', 'director']) },
  'orchestration.cascade_change': { read: by([...STAFF, 'engine']), insert: by(['engine']) },
  'orchestration.stretch': { read: by(['engine', 'administrator']), insert: by(['engine']), update: by(['engine']) },
  'orchestration.segment': reference('marketing', 'engine'),
  'orchestration.segment_member': { read: CUSTOMER_READ, insert: by(['engine', 'marketing'], 'professionals'), delete: by(['engine', 'marketing'], 'professionals') },
  'orchestration.decision': {
    read: [to(['marketing', 'director', 'engine', 'market_access', 'administrator', 'steward'], 'professionals'), to(['contact_centre', 'medical', 'safety', 'reviewer'], 'professionals', 'not_held_out'), to(['field'], 'territory', 'not_held_out')],
    insert: by(['engine'], 'professionals'),
  },
  'orchestration.step_decision': {
    read: [to(['marketing', 'director', 'engine', 'market_access', 'administrator', 'steward'], 'professionals'), to(['contact_centre', 'medical', 'safety', 'reviewer'], 'professionals', 'not_held_out'), to(['field'], 'territory', 'not_held_out')],
    insert: by(['engine'], 'professionals'),
  },
  'orchestration.action': { read: CUSTOMER_READ, insert: by(['engine'], 'professionals'), update: by(['engine', 'marketing', 'director', 'field'], 'professionals') },
  'orchestration.enrolment': { read: CUSTOMER_READ, insert: by(['engine'], 'professionals'), update: by(['engine'], 'professionals') },
  'orchestration.price': { read: by([...STAFF, 'engine']), insert: by(['engine']), update: by(['engine']) },

  'field.visit': {
    read: [to([...WIDE, 'medical', 'administrator', 'engine'], 'professionals'), to(['field'], { either: [{ own: ['user_id'] }, { team: 'user_id' }] })], // an administrator's assignment reads whom each is to visit
    insert: [to(['field'], { own: ['user_id'] }), to(['engine'], 'professionals')], update: [to(['field'], { own: ['user_id'] }), to(['engine'], 'professionals')],
  },

  'medical.certification': { read: by([...STAFF]), insert: by(['medical', 'administrator']), update: by(['medical', 'administrator']) },
  'medical.inquiry': { read: by(['medical'], 'professionals'), insert: by(['medical'], 'professionals'), update: by(['medical'], 'professionals') },
  'medical.interaction_content': { read: by(['medical'], 'professionals'), insert: by(['medical'], 'professionals') },
  'medical.insight': { read: by(['medical'], 'professionals'), insert: by(['medical'], 'professionals') },

  'safety.event': {
    read: [to(['safety'], 'professionals'), to(STAFF.filter((role) => role !== 'safety'), { own: ['reported_by'] })],
    insert: by(STAFF, { own: ['reported_by'] }),
  },
  'safety.narrative': { read: by(['safety'], 'professionals'), insert: by(STAFF) },
  'safety.step': { read: by(['safety'], 'professionals'), insert: by(['safety'], { own: ['user_id'] }) },

  // Counts over all professionals; only arms held back by chance are not for those who pick single customers.
  'insight.daily': counted(), 'insight.weekly': counted(), 'insight.activity': counted(), 'insight.rolled': counted(), 'insight.measured': counted(), 'insight.figure': counted(), 'insight.basis': counted(),
  'insight.arm': { ...counted(), read: [to(['market_access', 'marketing', 'director', 'steward', 'engine']), to(['contact_centre'], 'not_held_out')] },
  'insight.account': {
    read: by([...WIDE, 'engine'], 'professionals'), insert: by(['engine'], 'professionals'), update: by(['engine'], 'professionals'), delete: by(['engine'], 'professionals'),
  },
};

const OPEN: readonly FieldClass[] = ['open', 'contact', 'finance'];

/** What moves when one record goes into another (the modules' `moves`; server/moves.test.ts holds the two together). No person acts in this role, and it reads for nobody. */
const MOVED: readonly string[] = [
  'access.membership', 'customers.identifier', 'customers.address', 'customers.contact_point', 'customers.specialty', 'customers.affiliation', 'customers.owner', 'customers.source_record',
  'customers.measure', 'customers.request', 'customers.request_line', 'customers.request_file', 'consent.decision', 'consent.restriction', 'consent.imported', 'market_access.plan', 'market_access.position', 'market_access.payer_mix', 'market_access.published_list', 'interactions.interaction', 'interactions.content', 'interactions.imported',
  'interactions.wish', 'interactions.affinity', 'work.task', 'work.case', 'work.case_detail', 'work.case_note', 'work.hand_over', 'work.notification', 'orchestration.segment_member', 'orchestration.decision',
  'orchestration.action', 'orchestration.enrolment', 'orchestration.step_decision', 'channels.message', 'channels.response', 'channels.inbound', 'access.territory_exception', 'access.territory_customer', 'access.territory_move', 'field.visit',
  'medical.inquiry', 'medical.interaction_content', 'medical.insight', 'safety.event', 'safety.narrative', 'safety.step',
];
const MERGING = [to(['merger'], 'professionals')];
const merging = (table: string, operation: Operation): readonly Grant[] => {
  if (MOVED.includes(table) || (table.startsWith('customers.merge') && operation !== 'delete') || ['customers.merge_member', 'customers.merge_move'].includes(table)) return MERGING;
  if (table === 'customers.customer') return operation === 'delete' ? [] : MERGING;
  return ['customers.taxonomy', 'customers.mastery'].includes(table) && operation === 'read' ? [to(['merger'])] : [];
};
const OPERATIONS: readonly Operation[] = ['read', 'insert', 'update', 'delete'];
const withMerger = (table: string, rules: TablePolicy): TablePolicy => Object.fromEntries(OPERATIONS.flatMap((operation) => {
  const grants = [...rules[operation] ?? [], ...merging(table, operation)];
  return grants.length ? [[operation, grants]] : [];
}));

/** The privacy office reads what is somebody's, and changes or deletes what erasing does, as the catalogue of personal data says. No person acts in this role. */
const privacy = (table: string, operation: Operation): readonly Grant[] => {
  const data = personalData[table];
  if (!data?.of) return [];
  return operation === 'read' || (operation === 'delete' && data.erase === 'delete') || (operation === 'update' && changedColumns(data).length > 0) ? [to(['privacy'])] : [];
};
const withPrivacy = (table: string, rules: TablePolicy): TablePolicy => Object.fromEntries(OPERATIONS.flatMap((operation) => {
  const grants = [...rules[operation] ?? [], ...privacy(table, operation)];
  return grants.length ? [[operation, grants]] : [];
}));

export const policy: Policy = {
  tables: Object.fromEntries(Object.entries(tables).map(([table, rules]) => [table, withPrivacy(table, withMerger(table, rules))])),
  classes: {
    administrator: ['open'], market_access: OPEN, marketing: OPEN, contact_centre: [...OPEN], medical: [...OPEN, 'medical'], field: OPEN, director: OPEN,
    steward: OPEN, reviewer: ['open'], safety: [...OPEN, 'safety'], privacy: [...OPEN, 'medical', 'phi', 'safety'], engine: OPEN, merger: ['open'], visitor: ['open'],
  },
  fields: {
    'customers.customer': { contactPoints: 'contact' },
  },
  permissions: {
    'session:read': [...STAFF, 'visitor'],
    'live:read': STAFF,
    'audit:read': ['administrator'],
    'audit:verify': ['administrator'],
    'audit:export': ['administrator'],
    'audit:anchor': ['administrator'],
    'audit:reasons': ['administrator'],
    'privacy:handle': ['administrator', 'steward'],
    'privacy:fulfil': ['administrator'],
    'signatures:read': STAFF,
    'signatures:sign': STAFF,
    'persons:read': STAFF,
    'account:own': STAFF,
    'sign_in:administer': ['administrator'],
    'access:people': ['administrator'],
    'access:explain': STAFF,
    'access:explain_others': ['administrator'],
    'access:break_glass': ['field'],
    'access:break_glass_read': STAFF,
    'access:territories': ['administrator', 'director'],
    'access:align': ['administrator', 'director'],
    'access:review': STAFF,
    'access:review_open': ['administrator'],
    'products:read': STAFF,
    'customers:read': STAFF.filter((role) => role !== 'administrator'),
    'customers:import': ['steward', 'administrator'],
    'lists:export': STAFF,
    'lists:export_everything': ['administrator'],
    'customers:change': ['steward', 'administrator'],
    'customers:merge': ['steward'],
    'customers:request': STAFF.filter((role) => role !== 'administrator'),
    'customers:decide_request': ['steward'],
    'consent:read': [...WIDE, 'field', 'medical', 'safety'],
    'consent:record': ['marketing', 'contact_centre', 'medical', 'field', 'steward'],
    'consent:read_rules': STAFF, // they speak of nobody; their text may, in its test cases
    'consent:rules': ['administrator', 'marketing'],
    'consent:restrict': ['marketing', 'contact_centre', 'steward'],
    'content:read': STAFF,
    'content:draft': ['marketing'],
    'content:sign': ['reviewer'],
    'content:withdraw': ['reviewer', 'marketing'],
    'content:answers': ['contact_centre', 'medical', 'reviewer', 'marketing'],
    'market_access:read': [...WIDE, 'medical', 'field'],
    'market_access:record': ['market_access'],
    'interactions:read': [...WIDE, 'field', 'medical'],
    'interactions:record': ['market_access', 'marketing', 'contact_centre', 'field'],
    'work:read': STAFF,
    'work:do': STAFF,
    'work:question': ['contact_centre', 'medical', 'safety'],
    'work:case': ['contact_centre', 'medical', 'field'],
    'work:hand_over': ['contact_centre', 'medical', 'field', 'market_access'],
    'channels:read': [...WIDE, 'administrator'],
    'channels:mailbox': STAFF,
    'channels:settle': ['marketing', 'director'],
    'channels:send_again': ['marketing', 'director'],
    'channels:replies': ['contact_centre', 'medical', 'safety'],
    'orchestration:read': [...WIDE, 'field', 'medical', 'reviewer', 'administrator'],
    'orchestration:preview': ['market_access', 'marketing', 'director'],
    'orchestration:approve': ['marketing', 'director'],
    'orchestration:author': ['marketing', 'administrator'],
    'field:read': ['field', 'director', 'marketing', 'medical'],
    'field:visit': ['field'],
    'field:team': ['field'],
    'field:assign': ['administrator', 'director'],
    'medical:find': ['contact_centre', 'medical', 'field'],
    'medical:answer': ['medical'],
    'medical:refer': ['medical'],
    'safety:report': STAFF,
    'safety:read': ['safety'],
    'safety:act': ['safety'],
    'contact_centre:take': ['contact_centre'],
    'contact_centre:read': ['contact_centre', 'medical', 'director'],
    'insight:read': [...WIDE],
  },
};
