/** What binds besides the limits that are data: laws and promises built into the gate, each as a sentence with its source. */
export type FixedRule = { readonly kind: string; readonly sentence: string; readonly source: string };

export const BEFORE_LIMITS: readonly FixedRule[] = [
  { kind: 'not_active', sentence: 'Nobody contacts a customer who is no longer active.', source: 'Customer master' },
  { kind: 'do_not_contact', sentence: 'Do not contact is absolute: every channel, every function, every purpose.', source: 'The customer\'s own word' },
  { kind: 'product_restricted', sentence: 'A product that a customer may not hear of is not spoken of with her.', source: 'Restricted products of the customer' },
  { kind: 'licence_not_valid', sentence: 'A prescriber whose licence has ended is not contacted.', source: 'State boards; 21 CFR 203' },
  { kind: 'separation', sentence: 'A medical liaison makes no promotional contact.', source: 'Separation of medical and commercial work; OIG guidance' },
  { kind: 'content_not_approved', sentence: 'Only an approved version that is in date, for this audience and market, can leave.', source: '21 CFR 202.1; medical, legal and regulatory review' },
  { kind: 'consent_withdrawn', sentence: 'A withdrawn consent binds every function at once. Of each scope the newest decision stands, and a no beats a yes.', source: 'CAN-SPAM; TCPA; GDPR Art. 7(3)' },
  { kind: 'no_consent', sentence: 'E-mail, SMS and portal messages go only to those who said yes. One may call, visit and invite until they say no.', source: 'TCPA; ePrivacy; PhRMA and EFPIA codes' },
  { kind: 'against_wish', sentence: 'What she asked us not to do is not done.', source: 'The customer\'s own word' },
];
