import { CONTRACT, EMPLOYED, HEALTH, INTEREST, OBLIGATION, ON_FILE, type Catalogue } from './types.ts';

const TOUCH = { of: 'customer', purpose: 'acting towards a customer as one', basis: INTEREST, retention: ON_FILE } as const;
const NAMELESS = 'Numbers alone: with the customer\'s name gone they are statistics (recital 26)';
const SAFETY = 'GDPR 9(2)(i), 17(3)(c); Regulation (EU) 520/2012, Art. 12; 21 CFR 314.80(j): safety data is kept';
const STAFFING = { of: 'colleague', purpose: 'who has time, and for what', basis: CONTRACT, retention: EMPLOYED, erase: 'delete' } as const;

/** What happened between us and a customer, and what follows from it. */
export const touchesData: Catalogue = {
  'interactions.interaction': {
    ...TOUCH, erase: 'blank', because: NAMELESS, personal: { headline: ['free_text', 'blank'], channel: ['behaviour', 'keep'], kind: ['behaviour', 'keep'], organisation_id: ['professional', 'blank'] },
    staff: 'person_id', plain: 'customer_id occurred_at interaction_id function direction state product_id minutes action_id caused_by source recorded_at class',
  },
  'interactions.content': { ...TOUCH, erase: 'delete', personal: { body: 'free_text', quote: 'free_text', data: 'behaviour' }, plain: 'customer_id interaction_id function class' },
  'interactions.affinity': { ...TOUCH, erase: 'delete', personal: { touches: 'behaviour', responses: 'behaviour' }, plain: 'customer_id as_of' },
  'interactions.wish': { ...TOUCH, erase: 'delete', personal: { kind: 'wishes', channel: 'wishes', detail: 'free_text' }, plain: 'customer_id wish_id product_id interaction_id said_at valid_to' },
  'interactions.imported': { ...TOUCH, purpose: 'which touch came from which row of another system', retention: 'while the load can be undone', erase: 'delete', personal: { record: 'free_text', was: 'free_text', source_key: 'identity' }, plain: 'customer_id source digest touches import_id' },

  'work.task': { ...TOUCH, erase: 'blank', because: NAMELESS, personal: { title: ['free_text', 'blank'], reason: ['free_text', 'blank'] }, staff: 'owner_id created_by passed_by', plain: 'customer_id task_id kind function state outcome link action_id cascade_id hand_over_id product_id due_at snoozed_until created_at closed_at version' },
  'work.case': { ...TOUCH, erase: 'blank', because: NAMELESS, personal: { headline: ['free_text', 'blank'] }, staff: 'owner_id', plain: 'customer_id case_id kind function channel state product_id interaction_id message_id outcome due_at opened_at closed_at version' },
  'work.case_detail': { ...TOUCH, erase: 'delete', personal: { question: 'medical', topics: 'medical', callback: 'contact', best_time: 'wishes', answers_read: 'behaviour', may_mention_harm: 'safety' }, plain: 'customer_id case_id' },
  'work.case_note': { ...TOUCH, erase: 'delete', personal: { body: 'free_text' }, staff: 'user_id', plain: 'customer_id note_id case_id function written_at' },
  'work.hand_over': { ...TOUCH, erase: 'keep', because: NAMELESS, personal: { wish: 'wishes', preferred_time: 'wishes' }, staff: 'from_user_id to_user_id', plain: 'customer_id hand_over_id kind from_function to_function state product_id decline_reason case_id created_at due_at decided_at' },
  'work.notification': { ...TOUCH, erase: 'delete', personal: { headline: 'free_text', detail: 'free_text' }, staff: 'user_id', plain: 'customer_id notification_id kind link key created_at read_at' },
  'work.presence': { ...STAFFING, personal: { state: 'behaviour' }, staff: 'user_id', plain: 'until changed_at' },
  'work.busy': { ...STAFFING, personal: { label: 'free_text', starts_at: 'behaviour', ends_at: 'behaviour' }, staff: 'user_id', plain: 'busy_id' },
  'work.capacity': { ...STAFFING, personal: { per_day: 'work' }, staff: 'user_id', plain: 'channel' },

  'channels.message': {
    ...TOUCH, erase: 'blank', because: NAMELESS, personal: { address: ['contact', 'blank'], merge: ['identity', 'blank'] },
    plain: 'customer_id message_id action_id cascade_id channel function purpose product_id market version_id state refusal refusal_record tries not_before claimed_by claimed_at internet_id interaction_id queued_at intent_at sent_at failure fault',
  },
  'channels.response': { ...TOUCH, erase: 'blank', because: NAMELESS, personal: { kind: ['behaviour', 'keep'], detail: ['behaviour', 'blank'] }, plain: 'customer_id message_id machine interaction_id responded_at' },
  'channels.inbound': { ...TOUCH, erase: 'delete', personal: { from_address: 'contact', subject: 'free_text', words: 'free_text' }, plain: 'customer_id inbound_id message_id internet_id kind stop_asked interaction_id received_at' },
  'channels.mailbox': { ...TOUCH, text: 'to_address', purpose: 'the mailbox for trying out', erase: 'delete', personal: { to_address: 'contact', html: 'free_text', body: 'free_text', headers: 'contact', subject: 'free_text' }, plain: 'mailbox_id from_address internet_id received_at' },
  'channels.sender': { purpose: 'processes that send', plain: 'sender_id host transport started_at ended_at' },

  'orchestration.play': { purpose: 'configuration', staff: 'created_by', plain: 'play_id code version state name on_event text definition created_at' },
  'orchestration.journey': { purpose: 'configuration', plain: 'journey_version_id code version state name product_id graph created_at' },
  'orchestration.cascade': { purpose: 'one event seen through', staff: 'approver_id approved_by', plain: 'cascade_id event_id play_id customer_id product_id name state segment_id journey_version_id journey_reason candidates audience decided started_at decided_at approved_at' },
  'orchestration.cascade_change': { purpose: 'what people did to a cascade', staff: 'changed_by', plain: 'cascade_id change_no change from_state reason rows changed_at' },
  'orchestration.stretch': { purpose: 'parts of a cascade', plain: 'cascade_id stretch_no after through members share_from share_to state prices' },
  'orchestration.segment': { purpose: 'stored questions', staff: 'created_by', plain: 'segment_id name definition cascade_id created_at counted_at' },
  'orchestration.segment_member': { ...TOUCH, erase: 'delete', personal: { segment_id: 'behaviour' }, plain: 'customer_id since' },
  'orchestration.decision': { ...TOUCH, erase: 'keep', because: NAMELESS, personal: { scores: 'behaviour', features: 'behaviour', refusals: 'behaviour' }, staff: 'owner_id', plain: 'customer_id event_id play_id decision_id cascade_id outcome chosen channel refusal refusal_record propensity decided_at' },
  'orchestration.step_decision': { ...TOUCH, erase: 'keep', because: NAMELESS, personal: { scores: 'behaviour', features: 'behaviour', refusals: 'behaviour' }, staff: 'owner_id', plain: 'customer_id enrolment_id step decision_id journey_version_id cascade_id outcome chosen channel refusal refusal_record propensity version_ids next_step decided_at' },
  'orchestration.action': { ...TOUCH, erase: 'keep', because: NAMELESS, personal: { channel: 'behaviour', reason: 'behaviour' }, staff: 'owner_id', plain: 'customer_id action_id cascade_id candidate step function journey_version_id version_id state planned_for changed_at' },
  'orchestration.enrolment': { ...TOUCH, erase: 'keep', because: NAMELESS, personal: { step: 'behaviour' }, plain: 'customer_id enrolment_id journey_version_id cascade_id action_id state due_at awaits entered_at moved_at exit_reason' },
  'orchestration.price': { purpose: 'what a scarce person\'s time is worth', plain: 'resource price as_of' },

  'field.visit': { ...TOUCH, erase: 'blank', because: NAMELESS, personal: { wish: ['wishes', 'keep'], place_id: ['contact', 'blank'] }, staff: 'user_id asked_by', plain: 'customer_id visit_id state starts_at minutes purpose product_id task_id hand_over_id preferred_time outcome decline_reason interaction_id reported_at created_at' },

  'medical.certification': { of: 'colleague', purpose: 'who may speak about what', basis: CONTRACT, retention: EMPLOYED, erase: 'keep', because: '21 CFR 11.10(i): training of those who acted', personal: { indication: 'work' }, staff: 'user_id', plain: 'product_id market valid_from valid_to' },
  'medical.inquiry': { ...TOUCH, erase: 'blank', because: NAMELESS, personal: { question: ['medical', 'blank'], answer: ['medical', 'blank'], topics: ['medical', 'blank'], callback: ['contact', 'blank'], wish: ['wishes', 'keep'] }, staff: 'owner_id', plain: 'customer_id inquiry_id case_id hand_over_id product_id state unsolicited preferred_time interaction_id opened_at due_at answered_at' },
  'medical.interaction_content': { ...TOUCH, erase: 'delete', personal: { topic: 'medical', body: 'medical', off_label: 'medical' }, plain: 'customer_id interaction_id' },
  'medical.insight': { ...TOUCH, erase: 'delete', personal: { body: 'medical' }, staff: 'user_id', plain: 'customer_id insight_id type product_id recorded_at' },

  'safety.event': { of: 'customer', purpose: 'adverse events and complaints', basis: `${OBLIGATION}; ${HEALTH}`, retention: 'life of the product and ten years', erase: 'keep', because: SAFETY, personal: { kind: 'safety' }, staff: 'reported_by', plain: 'customer_id safety_id product_id channel case_id day_zero_at due_at recorded_at' },
  'safety.narrative': { of: 'customer', purpose: 'what was told of an adverse event', basis: `${OBLIGATION}; ${HEALTH}`, retention: 'life of the product and ten years', erase: 'keep', because: SAFETY, personal: { body: 'safety', patient: 'safety' }, plain: 'customer_id safety_id' },
  'safety.step': { of: 'customer', purpose: 'where an event stands', basis: OBLIGATION, retention: 'life of the product and ten years', erase: 'keep', because: SAFETY, personal: { reason: 'safety', reference: 'safety' }, staff: 'user_id', plain: 'customer_id step_id safety_id state taken_at' },

  'insight.account': { ...TOUCH, erase: 'delete', personal: { categories: 'behaviour', amounts: 'behaviour', scaled: 'behaviour' }, plain: 'customer_id product_id kind prescribers as_of' },
  'insight.activity': { purpose: 'counts by week', plain: 'week function role kind count' },
  'insight.arm': { purpose: 'counts by day', plain: 'day product_id outcome decided customers responders' },
  'insight.basis': { purpose: 'who counts for a product', plain: 'product_id specialties as_of' },
  'insight.daily': { purpose: 'counts by day', plain: 'day function channel direction kind_group product_id touches customers' },
  'insight.figure': { purpose: 'counts by day', plain: 'day product_id code part numerator denominator value' },
  'insight.measured': { purpose: 'when figures were made', plain: 'pace measured_at' },
  'insight.rolled': { purpose: 'weeks that were counted', plain: 'week rolled_at' },
  'insight.weekly': { purpose: 'counts by week', plain: 'week product_id function touches customers' },
};
