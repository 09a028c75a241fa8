import { CONTRACT, EMPLOYED, INTEREST, ON_FILE, type Catalogue } from './types.ts';

const MASTER = { of: 'customer', purpose: 'one version of the truth about whom we serve', basis: INTEREST, retention: ON_FILE, erase: 'delete' } as const;

/** The customer master, its sources, and what was matched and merged. */
export const customersData: Catalogue = {
  'customers.customer': {
    ...MASTER, purpose: 'who she is', erase: 'pseudonymise', because: 'The number stays, so that what must be kept keeps its place',
    personal: {
      name: ['identity', 'pseudonymise'], sort_name: ['identity', 'pseudonymise'], given_name: ['identity', 'blank'], family_name: ['identity', 'blank'], credential: ['professional', 'blank'], pronoun: ['identity', 'pseudonymise'],
      status: ['professional', 'pseudonymise'], specialty: ['professional', 'keep'], specialty_name: ['professional', 'keep'], city: ['contact', 'blank'], postal_code: ['contact', 'blank'], language: ['identity', 'keep'],
      decile: ['behaviour', 'blank'], licence_valid_until: ['professional', 'blank'],
    },
    plain: 'customer_id kind state country time_zone merged_into source created_at updated_at version creation_id',
  },
  'customers.identifier': { ...MASTER, purpose: 'numbers that name her', personal: { system: 'identity', value: 'identity' }, plain: 'customer_id valid_from valid_to lapsed_from lapsed_to state source' },
  'customers.address': { ...MASTER, purpose: 'where she is found', personal: { line1: 'contact', line2: 'contact', city: 'contact', state: 'contact', postal_code: 'contact', county: 'contact', country: 'contact' }, plain: 'customer_id address_id type valid_from valid_to source source_key recorded_at' },
  'customers.contact_point': { ...MASTER, purpose: 'how she is reached', personal: { kind: 'contact', value: 'contact' }, plain: 'customer_id contact_point_id state state_at state_source rank source recorded_at' },
  'customers.specialty': { ...MASTER, purpose: 'what she practises, by which licence', personal: { code: 'professional', licence: 'identity', licence_state: 'identity' }, plain: 'customer_id rank source' },
  'customers.taxonomy': { purpose: 'a published code list', plain: 'code name grouping' },
  'customers.affiliation': { ...MASTER, purpose: 'where she belongs', personal: { to_customer_id: 'professional', role: 'professional' }, plain: 'customer_id affiliation_id weight confidence evidence valid_from valid_to source' },
  'customers.change': {
    ...MASTER, purpose: 'what her record said before it changed', erase: 'keep', because: 'The place in the order stays, so that whoever follows the changes hears of the erasure; it holds no value once blank',
    personal: { before: ['identity', 'blank'], organisations: ['professional', 'blank'] }, plain: 'customer_id change_id kinds at source',
  },
  'customers.owner': { ...MASTER, purpose: 'who of us answers for her', staff: 'user_id', plain: 'customer_id function' },
  'customers.source_record': { ...MASTER, purpose: 'what each source says of her', personal: { payload: 'identity', source_key: 'identity' }, plain: 'customer_id source digest import_id first_seen_at last_seen_at' },
  'customers.measure': { ...MASTER, purpose: 'figures that a source gives of her practice', personal: { subject: 'behaviour', value: 'behaviour' }, plain: 'customer_id name period suppressed source' },
  'customers.import_run': { purpose: 'files that came', staff: 'started_by undone_by', plain: 'import_id format file_name digest state total loaded unchanged changed rejected left_out market mapping failure started_at finished_at undone_at undo_report' },
  'customers.import_mapping': { purpose: 'how files are read', staff: 'created_by', plain: 'mapping_id name version state definition created_at' },
  'customers.import_file': { purpose: 'files in the data directory until a steward removes them; a request names those that hold the person', staff: 'added_by', plain: 'file_id name origin stored_as size digest state format mapping options import_id failure added_at' },
  'customers.import_before': { ...MASTER, purpose: 'what a source had said before a file changed it', retention: 'while the load can be undone', personal: { payload: 'identity', source_key: 'identity' }, plain: 'customer_id import_id source digest was_import_id' },
  'customers.source_person': { of: 'colleague', by: ['user_id'], purpose: 'who of another CRM is who of ours', basis: CONTRACT, retention: EMPLOYED, erase: 'delete', personal: { source_key: 'work', function: 'work' }, staff: 'user_id', plain: 'source digest import_id' },
  'customers.mastery': { purpose: 'which system has the last word', staff: 'set_by', plain: 'object market master set_at' },
  'customers.left_out': { purpose: 'numbers of accounts of other markets, so that what hangs on them is left out too', plain: 'source source_key market' },
  'customers.request': { ...MASTER, purpose: 'what colleagues ask the steward to change', personal: { note: 'free_text', answer: 'free_text' }, staff: 'requested_by taken_by decided_by', plain: 'customer_id request_id kind state created_at submitted_at taken_at decided_at' },
  'customers.request_line': { ...MASTER, by: ['customer_id', 'subject_id'], purpose: 'each change that is asked for', personal: { stated: 'identity', wanted: 'identity', applied: 'identity', reason: 'free_text' }, staff: 'requested_by', plain: 'customer_id request_id line_no subject_id field result' },
  'customers.request_file': { ...MASTER, purpose: 'letters and cards that go with a request', personal: { name: 'free_text', bytes: 'identity' }, staff: 'requested_by', plain: 'customer_id request_id file_no type added_at' },
  'customers.import_reject': { ...MASTER, text: 'raw', purpose: 'lines that were refused, to be put right', retention: 'until put right', personal: { raw: 'identity' }, plain: 'import_id line field reason remedy' },
  'customers.match_rule': { purpose: 'rules of matching', staff: 'created_by', plain: 'rule_id code version state text definition model created_at live_at' },
  'customers.match_run': { purpose: 'runs of matching', staff: 'started_by joins_by', plain: 'run_id rule_id state records pairs clusters to_review certain joins joins_reason joined taken_back failure started_at finished_at' },
  'customers.match_pair': { ...MASTER, by: ['customer_id', 'other_id'], purpose: 'which records may be one person', personal: { evidence: 'identity' }, plain: 'customer_id other_id rule_id run_id probability weight veto state found_at join_run party' },
  'customers.match_verdict': { ...MASTER, by: ['customer_id', 'other_id'], purpose: 'what a steward decided of two records', personal: { evidence: 'identity', reason: 'free_text' }, staff: 'decided_by', plain: 'customer_id verdict_id other_id verdict probability decided_at' },
  'customers.merge': {
    ...MASTER, by: ['customer_id', 'winner_id'], purpose: 'which records were made one', erase: 'keep', because: 'GDPR 5(2): how the record came about; it holds numbers alone once the reasons are blank',
    personal: { reason: ['free_text', 'blank'], undo_reason: ['free_text', 'blank'], report: ['behaviour', 'keep'], undo_report: ['behaviour', 'keep'] }, staff: 'merged_by undone_by', plain: 'customer_id merge_id winner_id run_id merged_at undone_at',
  },
  'customers.merge_member': { ...MASTER, by: ['customer_id', 'root_id'], purpose: 'the record as it was before it was made one with another', personal: { native: 'identity' }, plain: 'customer_id root_id' },
  'customers.merge_move': { ...MASTER, by: ['customer_id', 'root_id'], purpose: 'which rows came from which record', personal: { row_key: 'identity' }, plain: 'customer_id table_name pointer row_owner root_id' },

  'market_access.listing': { purpose: 'formularies as they are published', plain: 'list list_key drug_key drug_name tier restrictions detail digest changed_at' },
  'market_access.plan': { purpose: 'plans of payers', plain: 'customer_id payer_customer_id book covered_lives pharmacy_lives' },
  'market_access.position': { purpose: 'formulary positions of plans', staff: 'recorded_by', plain: 'customer_id position_id product_id status tier restrictions effective_from effective_to change source access_event event_id recorded_at' },
  'market_access.published_list': { purpose: 'whose formulary a published list is', plain: 'customer_id list list_key' },
  'market_access.product_code': { purpose: 'which numbers a product has in published formularies', staff: 'set_by', plain: 'product_id codes tiers set_at' },
  'market_access.payer_mix': { ...MASTER, purpose: 'which plans a prescriber\'s patients are in', personal: { plan_customer_id: 'behaviour', share: 'behaviour' }, plain: 'customer_id as_of source' },
};
