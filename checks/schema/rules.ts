import type { Catalogue, Table } from './catalogue.ts';

// What lets the schema grow over many machines: each table is customer-keyed, reference data, or the platform's own, and the last two are closed lists.

/** Does not grow with customers, and is copied to every machine: by table, what it is. */
const REFERENCE: Readonly<Record<string, string>> = {
  'access.person': 'our own people', 'access.team': 'our own people', 'access.team_member': 'our own people', 'access.review': 'our own people', 'access.review_line': 'our own people',
  'access.sales_force': 'our own map', 'access.territory': 'our own map', 'access.territory_person': 'our own map', 'access.territory_rule': 'our own map', 'access.alignment': 'changes of our own map',
  'access.break_glass': 'a handful a year; asked by who asked, whoever the customer is',
  'products.product': 'our medicines and their competitors', 'products.reference': 'published lists of medicines and codes', 'market_access.listing': 'published formularies', 'market_access.product_code': 'numbers of our products in published formularies',
  'customers.taxonomy': 'a published code list',
  'customers.import_run': 'one row a file that came', 'customers.import_file': 'one row a file that waits', 'customers.import_mapping': 'configuration',
  'consent.policy': 'configuration', 'customers.match_rule': 'configuration', 'customers.match_run': 'one row a run',
  'customers.import_reject': 'rows of a file that were refused: they name no customer',
  'customers.mastery': 'configuration: one row an object and market', 'customers.source_person': 'users of another CRM, as many as it has', 'products.source_product': 'products of another CRM',
  'consent.rule': 'limits towards everybody',
  'content.document': 'approved content', 'content.version': 'approved content',
  'work.presence': 'our own people', 'work.busy': 'our own people', 'work.capacity': 'our own people',
  'channels.sender': 'one row a process that sends',
  'orchestration.play': 'configuration', 'orchestration.journey': 'configuration', 'orchestration.segment': 'configuration',
  'orchestration.cascade': 'one row an event and play; the account is a fact about it, not its key',
  'orchestration.stretch': 'a cascade cut into a bounded number of parts',
  'orchestration.cascade_change': 'what people did to a cascade: a handful each',
  'orchestration.price': 'one row a scarce person or seat',
  'medical.certification': 'our own people',
  'insight.daily': 'counts by day', 'insight.weekly': 'counts by week', 'insight.activity': 'counts by week', 'insight.rolled': 'one row a week', 'insight.measured': 'two rows',
  'insight.figure': 'counts by day', 'insight.arm': 'counts by day', 'insight.basis': 'one row a product',
};

/** The platform's own, each with the reason why a customer cannot be its key. */
const INFRASTRUCTURE: Readonly<Record<string, string>> = {
  'events.handled': 'keyed by event and handler: it is asked by event alone',
  'http.answer': 'keyed by the caller\'s idempotency key; cleared by age',
  'audit.entry': 'one order over everything is what the hash chain proves',
  'audit.link': 'the hash chain over audit.entry',
  'audit.unsealed': 'entries of audit.entry that wait for their link',
  'privacy.suppression': 'asked by value before any customer is known',
  'customers.left_out': 'numbers of another CRM whose customers were never taken in: there is no customer to key by',
  'audit.reason_rule': 'configuration', 'audit.signing_refusal': 'our own people', 'audit.anchor_key': 'one row a key', 'audit.anchor': 'one row a day',
  'channels.mailbox': 'the built-in mailbox for trying out, in the place of somebody else\'s server',
  'jobs.worker': 'one row a worker',
  'auth.account': 'our own people: how they get in', 'auth.authenticator': 'our own people', 'auth.recovery_code': 'our own people', 'auth.passkey': 'our own people', 'auth.session': 'our own people',
  'auth.device': 'our own people', 'auth.invitation': 'our own people', 'auth.api_key': 'our own people', 'auth.identity': 'our own people',
  'auth.challenge': 'keyed by a token; lives ten minutes', 'auth.guess': 'keyed by what is guessed at; lives a day', 'auth.provider': 'configuration', 'auth.setting': 'configuration: one row',
  'platform.migration': 'one row a migration',
};

/** Tables that are on every machine whole, and so may have a trigger; each with why the application cannot be trusted with it. */
const TRIGGERED: Readonly<Record<string, string>> = {
  'access.person': 'whoever changes a role or a state, by whatever way, ends her sessions',
  'access.review': 'what was closed stays as it was signed', 'access.review_line': 'what was closed stays as it was signed',
};

/** Identifiers are looked up by their number before the customer is known, so that is what they are distributed by. */
const BY_NUMBER: Readonly<Record<string, readonly string[]>> = { 'customers.identifier': ['system', 'value'] };

/** Instants and days that are not moments of something happening, by what their names end in. */
const INSTANT = /(_at|_from|_to|_until|_before|_for)$|^(at|since|until|as_of)$/;
const DAY = /(_on|_from|_to|_until)$|^(day|week|as_of)$/;
const SINGULAR = /(?:[^s]|ss|us|is)$/;

const nameOf = (table: Table) => `${table.schema}.${table.name}`;
const primaryKey = (table: Table) => table.constraints.find((one) => one.kind === 'p')?.columns ?? [];
const plainName = (name: string) => name.replaceAll('"', '');
const isCustomerKeyed = (table: Table) => primaryKey(table)[0] === 'customer_id' || nameOf(table) in BY_NUMBER;

function kindFaults(table: Table): string[] {
  const name = nameOf(table);
  const listed = name in REFERENCE || name in INFRASTRUCTURE;
  if (isCustomerKeyed(table)) return listed ? [`${name} is keyed by customer and yet listed as something else`] : [];
  return listed ? [] : [`${name} is neither keyed by customer_id first nor listed as reference data or infrastructure`];
}

/** On many machines uniqueness holds within one customer, or it does not hold. */
function uniquenessFaults(table: Table): string[] {
  const key = BY_NUMBER[nameOf(table)] ?? ['customer_id'];
  const uniques = [...table.constraints.filter((one) => one.kind === 'p' || one.kind === 'u' || one.kind === 'x'), ...table.indexes.filter((one) => one.isUnique)];
  return uniques.filter((one) => !key.every((column) => one.columns.includes(column))).map((one) => `${nameOf(table)}: ${one.name} is unique without ${key.join(' and ')}`);
}

function foreignKeyFaults(table: Table, keyed: ReadonlySet<string>): string[] {
  return table.constraints.filter((one) => one.kind === 'f').flatMap((one) => {
    const [target, place] = [plainName(one.target ?? ''), one.columns.indexOf('customer_id')];
    if (!keyed.has(target)) return target in REFERENCE || !isCustomerKeyed(table) ? [] : [`${nameOf(table)}: ${one.name} points to ${target}, which is not on every machine`];
    if (!isCustomerKeyed(table)) return [`${nameOf(table)}: ${one.name} points from data that is on every machine to ${target}, which is spread`];
    return place >= 0 && one.targetColumns[place] === 'customer_id' ? [] : [`${nameOf(table)}: ${one.name} points to ${target} without customer_id`];
  });
}

function nameFaults(table: Table): string[] {
  const columns = table.columns.flatMap(({ name, type }) => {
    if (type.startsWith('timestamp') && !type.includes('with time zone')) return [`${nameOf(table)}.${name} is an instant without a zone`];
    if (type.startsWith('timestamp') && !INSTANT.test(name)) return [`${nameOf(table)}.${name} is an instant: its name ends in _at`];
    return type === 'date' && !DAY.test(name) ? [`${nameOf(table)}.${name} is a day: its name ends in _on`] : [];
  });
  return SINGULAR.test(table.name) ? columns : [...columns, `${nameOf(table)}: tables are named in the singular`];
}

/** Everything in which the schema breaks its own rules, a sentence each. */
export function findSchemaFaults(catalogue: Catalogue): string[] {
  const ours = catalogue.tables;
  const keyed = new Set(ours.filter(isCustomerKeyed).map(nameOf));
  const present = new Set(ours.map(nameOf));
  const gone = [...Object.keys(REFERENCE), ...Object.keys(INFRASTRUCTURE)].filter((name) => !present.has(name)).map((name) => `${name} is listed and does not exist`);
  return [...gone, ...ours.flatMap((table) => [
    ...kindFaults(table),
    ...(isCustomerKeyed(table) ? uniquenessFaults(table) : []),
    ...foreignKeyFaults(table, keyed),
    ...(table.triggers > 0 && !(nameOf(table) in TRIGGERED) ? [`${nameOf(table)} has a trigger`] : []),
    ...(primaryKey(table).length === 0 ? [`${nameOf(table)} has no primary key`] : []),
    ...nameFaults(table),
  ])];
}
