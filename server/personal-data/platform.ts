import { CONSENT, CONTRACT, EMPLOYED, INTEREST, OBLIGATION, ON_FILE, type Catalogue } from './types.ts';

const PROOF = '21 CFR 11.10(c), (e): the trail of a record lives as long as the record; GDPR 17(3)(b)';
const SIGN_IN = { of: 'colleague', by: [], purpose: 'letting the right person in', basis: CONTRACT, retention: EMPLOYED, erase: 'delete' } as const; // rows go with the account

/** Who works here, the trail, events, sign-in, and privacy itself. */
export const platformData: Catalogue = {
  'access.person': {
    of: 'colleague', purpose: 'who works here and may do what', basis: CONTRACT, retention: 'while employed; the number stays as long as records name it', erase: 'pseudonymise',
    personal: { auth_id: ['sign_in', 'blank'], name: ['identity', 'pseudonymise'], email: ['contact', 'pseudonymise'], role: ['work', 'keep'], role_title: ['work', 'blank'], function: ['work', 'keep'], time_zone: ['work', 'keep'], languages: ['work', 'blank'], markets: ['work', 'keep'] },
    because: 'The number and the role stay with the records that name them: 21 CFR 11.10(e)', staff: 'manager_id', plain: 'user_id state created_at deactivated_at version',
  },
  'access.membership': { of: 'customer', purpose: 'whose work a customer belongs to', basis: INTEREST, retention: ON_FILE, erase: 'delete', staff: 'user_id', plain: 'customer_id' },
  'access.sales_force': { purpose: 'who sees customers for the same products', plain: 'sales_force_id name function product_ids aligned_on unplaced contested version' },
  'access.territory': { purpose: 'our own map', plain: 'territory_id sales_force_id code name parent_id state version' },
  'access.alignment': { purpose: 'changes of our own map', staff: 'created_by committed_by', plain: 'alignment_id sales_force_id name reason state effective_on undoes_id created_at committed_at applied_at moved version' },
  'access.territory_person': { of: 'colleague', purpose: 'who works which territory', basis: CONTRACT, retention: EMPLOYED, erase: 'keep', because: 'Who worked which territory when explains who saw whom: 21 CFR 11.10(e)', personal: { role: 'work' }, staff: 'user_id', plain: 'territory_person_id territory_id valid_from valid_to draft_id ends_in made_in ended_in' },
  'access.territory_rule': { purpose: 'which customers lie where, as rules', plain: 'rule_id territory_id priority countries states postal cities specialties kinds under_ids decile_from decile_to valid_from valid_to draft_id ends_in made_in ended_in' },
  'access.territory_exception': { of: 'customer', purpose: 'whose work a customer belongs to, apart from the rules', basis: INTEREST, retention: ON_FILE, erase: 'delete', personal: { reason: 'free_text' }, plain: 'customer_id exception_id sales_force_id territory_id kind valid_from valid_to draft_id ends_in made_in ended_in' },
  'access.territory_customer': { of: 'customer', purpose: 'whose work a customer belongs to', basis: INTEREST, retention: ON_FILE, erase: 'delete', plain: 'customer_id sales_force_id territory_id how rule_id tied_with since_on' },
  'access.territory_move': { of: 'customer', purpose: 'from whose hands a customer went into whose', basis: INTEREST, retention: ON_FILE, erase: 'delete', staff: 'from_user_id to_user_id', plain: 'customer_id run_id sales_force_id alignment_id from_territory_id to_territory_id moved_at' },
  'access.team': { purpose: 'teams', staff: 'lead_id', plain: 'team_id name function market state created_at version' },
  'access.team_member': { of: 'colleague', purpose: 'who is in which team', basis: CONTRACT, retention: EMPLOYED, erase: 'delete', staff: 'user_id', plain: 'team_id' },
  'access.break_glass': {
    of: 'customer', purpose: 'who looked beyond his own work, and why', basis: OBLIGATION, retention: 'as the trail', erase: 'blank', personal: { words: ['free_text', 'blank'] },
    staff: 'user_id owner_id owner_manager_id ended_by', plain: 'break_glass_id customer_id reason opened_at until ended_at',
  },
  'access.review': { purpose: 'reviews of who may do what', staff: 'opened_by closed_by', plain: 'review_id name due_on state opened_at closed_at' },
  'access.review_line': {
    of: 'colleague', purpose: 'what a manager decided about a colleague\'s rights', basis: OBLIGATION, retention: 'as the trail', erase: 'keep', because: 'Annex 11, 12.3 and 21 CFR 11.10(d): proof that rights were reviewed',
    personal: { role: 'work', role_title: 'work', function: 'work', teams: 'work', last_sign_in_at: 'behaviour', reason: 'free_text' }, staff: 'user_id reviewer_id decided_by applied_by', plain: 'review_id customers decision new_role decided_at applied_at version',
  },
  'audit.entry': {
    of: 'customer', purpose: 'who saw or changed what, when and why', basis: OBLIGATION, retention: 'as long as the records it proves', erase: 'keep', because: PROOF,
    personal: { before: 'identity', after: 'identity', reason: 'free_text' }, staff: 'actor_id', plain: 'entry_id at actor_kind actor_role request_id purpose action kind resource customer_id record_id rows reason_code',
  },
  'audit.link': { purpose: 'the chain over the trail', plain: 'seq entry_id digest hash sealed_at' },
  'audit.unsealed': { purpose: 'entries that wait for their link', plain: 'entry_id' },
  'audit.reason_rule': { purpose: 'for which changes a reason is asked', staff: 'changed_by', plain: 'resource reasons in_force changed_at' },
  'audit.signature': {
    of: 'colleague', purpose: 'electronic signatures', basis: OBLIGATION, retention: 'as long as the signed record', erase: 'keep', because: '21 CFR 11.50, 11.70: the printed name stays with the signed record',
    personal: { printed_name: 'identity', time_zone: 'work' }, staff: 'user_id', plain: 'customer_id signature_id resource record_id digest meaning capacity signed_at components session_key binding',
  },
  'audit.signing_refusal': { of: 'colleague', purpose: 'attempts to sign that failed', basis: OBLIGATION, retention: 'as the trail', erase: 'keep', because: '21 CFR 11.300(d)', personal: { reason: 'behaviour', refused_at: 'behaviour' }, staff: 'user_id', plain: 'refusal_id' },
  'audit.anchor_key': { purpose: 'public keys', plain: 'key_id public_key endorsed_by endorsement created_at' },
  'audit.anchor': { purpose: 'signed heads of the chain', plain: 'anchor_no day anchored_at count head previous key_id signature handed_out_at' },
  'events.event': {
    of: 'customer', purpose: 'facts of the business: ids and closed vocabularies', basis: INTEREST, retention: 'five years', erase: 'keep', because: 'Holds ids alone; once the customer has no name, neither has the event. It keeps a fact from being taken twice',
    personal: { subject: 'behaviour', data: 'behaviour' }, staff: 'actor_id', plain: 'customer_id event_id type class key actor_role occurred_at recorded_at',
  },
  'events.handled': { purpose: 'which handler has seen which event', plain: 'event_id handler handled_at' },
  'http.answer': { of: 'colleague', purpose: 'the first answer to a repeated request', basis: CONTRACT, retention: '30 days', erase: 'delete', personal: { body: 'behaviour' }, staff: 'user_id', plain: 'key route digest status created_at' },
  'jobs.worker': { purpose: 'which workers run', plain: 'worker_id process started_at' },
  'platform.migration': { purpose: 'which migrations ran', plain: 'name digest applied_at' },

  'auth.account': { ...SIGN_IN, by: ['account_id'], personal: { password_hash: 'sign_in', password_changed_at: 'sign_in' }, plain: 'account_id created_at' },
  'auth.api_key': { ...SIGN_IN, personal: { key_hash: 'sign_in', name: 'sign_in', ending: 'sign_in', used_at: 'behaviour' }, plain: 'key_id account_id scopes created_at expires_at revoked_at' },
  'auth.authenticator': { ...SIGN_IN, personal: { secret: 'sign_in', last_step: 'sign_in' }, plain: 'account_id confirmed_at created_at' },
  'auth.challenge': { ...SIGN_IN, retention: 'ten minutes', personal: { data: 'sign_in' }, plain: 'token_hash kind account_id expires_at' },
  'auth.device': { ...SIGN_IN, personal: { used_at: 'behaviour' }, plain: 'device_id token_hash account_id created_at' },
  'auth.guess': { ...SIGN_IN, retention: 'a day', personal: { subject: 'sign_in' }, plain: 'lock_id kind account_id tries first_at last_at locks locked_until' },
  'auth.identity': { ...SIGN_IN, personal: { subject: 'sign_in' }, plain: 'issuer account_id created_at' },
  'auth.invitation': { ...SIGN_IN, staff: 'user_id created_by', plain: 'invitation_id token_hash kind clears_second_step created_at expires_at used_at revoked_at' },
  'auth.passkey': { ...SIGN_IN, personal: { credential_id: 'sign_in', public_key: 'sign_in', name: 'sign_in', used_at: 'behaviour' }, plain: 'passkey_id account_id counter transports is_backed_up created_at' },
  'auth.provider': { purpose: 'companies that sign our people in', plain: 'provider_id name issuer client_id client_secret domains role_claim role_map makes_people second_steps is_active changed_at' },
  'auth.recovery_code': { ...SIGN_IN, personal: { code_hash: 'sign_in' }, plain: 'account_id' },
  'auth.session': { ...SIGN_IN, retention: 'until it ends', personal: { device: 'behaviour', address: 'contact', seen_at: 'behaviour' }, plain: 'session_id token_hash account_id means second_step created_at proved_at' },
  'auth.setting': { purpose: 'rules of sign-in', plain: 'only_one idle_minutes absolute_hours second_step_required' },

  'privacy.request': {
    of: 'customer', purpose: 'requests of people about their own data', basis: OBLIGATION, retention: 'three years after it was closed', erase: 'keep', because: 'GDPR 5(2), 17(3)(e): proof that the request was answered in time',
    personal: { words: ['free_text', 'blank'], identity: ['free_text', 'blank'], outcome: 'free_text', extension: 'free_text' }, staff: 'user_id verified_by closed_by recorded_by',
    plain: 'customer_id request_id kind state channel received_at due_at extended_at verified_at exported_at refusal report closed_at recorded_at version',
  },
  'privacy.legal_hold': {
    of: 'customer', purpose: 'what must not be erased', basis: OBLIGATION, retention: 'as the case it serves', erase: 'keep', because: 'GDPR 17(3)(e): legal claims', personal: { reason: 'free_text', end_reason: 'free_text' },
    staff: 'recorded_by ended_by', plain: 'customer_id hold_id law valid_from valid_to',
  },
  'privacy.suppression': { purpose: 'whom we may not take in again: keyed hashes', basis: OBLIGATION, retention: 'until it is lifted', staff: 'lifted_by', plain: 'kind hash suppression_id key_id request_id made_at lifted_at lift_reason' },

  'consent.decision': {
    of: 'customer', purpose: 'what a customer allowed and withdrew', basis: CONSENT, retention: 'while relied upon, and three years', erase: 'keep', because: 'GDPR 7(1), 17(3)(e): consent must be provable',
    personal: { channel: 'wishes', purpose: 'wishes', granted: 'wishes', evidence: 'wishes' }, staff: 'recorded_by', plain: 'customer_id decision_id product_id market basis source text_version effective_at expires_at recorded_at',
  },
  'consent.imported': { of: 'customer', purpose: 'which decision came from which row of another system', basis: OBLIGATION, retention: 'with the decision', erase: 'delete', personal: { source_key: 'identity' }, plain: 'customer_id source digest decision_ids import_id' },
  'consent.restriction': {
    of: 'customer', purpose: 'standing prohibitions', basis: OBLIGATION, retention: 'while in force, and three years', erase: 'keep', because: 'GDPR 21(3), 17(3)(e): an objection must be honoured and provable',
    personal: { reason: ['free_text', 'blank'] }, staff: 'recorded_by', plain: 'customer_id restriction_id kind product_id source valid_from valid_to',
  },
  'consent.policy': { purpose: 'rules of contact as text', staff: 'created_by published_by', plain: 'policy_id market version state text reason created_at live_at' },
  'consent.rule': { purpose: 'limits towards everybody', plain: 'rule_id kind channel function product_id bases purpose market max_touches window_days quiet_from quiet_to first_on last_on sentence source valid_from valid_to' },
  'content.document': { purpose: 'approved content', plain: 'document_id code kind title product_id function audience market language' },
  'content.version': { purpose: 'approved content', staff: 'created_by', plain: 'version_id document_id version_no state subject body patterns search choices citation valid_from valid_to digest created_at submitted_at approved_at ended_at end_reason' },
  'products.source_product': { purpose: 'which product of another CRM is which of ours', plain: 'source source_key product_id digest import_id' },
  'products.reference': { purpose: 'public lists of drugs and codes', plain: 'dataset key name search detail digest changed_at' },
  'products.product': { purpose: 'medicines', plain: 'product_id code name indication therapeutic_area is_own launched_on' },
};
