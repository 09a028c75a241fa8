/** The rules to start from. A version never changes once live; a steward writes the next one. */
export const PRESCRIBER_RULE = `# Which records speak of the same prescriber.
match: prescribers
name: Prescribers
# Only records that agree on one of these keys are compared.
block:
  - npi
  - licence
  - email
  - [phone, family.3]
  - [phone, specialty]
  - [family, given, state]
  - [family.sound, given.sound, postal.5]
  - [family, given.1, postal.5]
  - [given, postal.5, specialty]
  - [line, given.3]
  - [line, family.sound]
  - [family, given.3, city]
compare:
  npi: identifier
  licence: identifier
  given: { as: name, rarity: 0.6, swapped_with: family }
  family: { as: name, rarity: 0.6, swapped_with: given }
  middle: name
  credential: code
  specialty: { as: code, rarity: 0.3 }
  email: mail
  # A practice's telephone, street and town come together, and say no more than one of them does.
  phone: { as: identifier, together: practice }
  line: { as: text, together: practice }
  city: { as: name, together: practice }
  state: { as: code, together: practice }
  postal: { as: place, together: practice }
# Two different values of these are two persons, whatever else agrees.
never: [npi]
# From here on a steward looks; from there on it is as good as certain.
review: 0.2
join: 0.99
# Whether a run joins by itself what is as good as certain, unless a steward doubts it. Off to start with: how often the rule is right on your records,
# nobody knows before stewards have judged some of its pairs. While it is off a run asks, and one word joins them all.
automatic: false
# A run that would let more than this share of all records go into others asks first, also when it is automatic.
at_most: 0.02
`;

export const ORGANISATION_RULE = `# Which records speak of the same hospital, practice, network, payer or pharmacy.
match: organisations
name: Organisations
# Only records that agree on one of these keys are compared. name.rarest is the word of the name that fewest names hold.
block:
  - phone
  - tax
  - licence
  - [name, state]
  - [name, postal.3]
  - [name.rarest, city]
  - [name.rarest, postal.3]
  - [name.rarest, line.4]
  - [name.sound, postal.5]
  - [line, postal.5]
  - [line.7, city]
  - [parent, name.rarest]
compare:
  # Legal forms and little words are left out, abbreviations are spelt out, and each word counts by how rare it is.
  name: { as: words, rarity: 0.6 }
  tax: identifier
  licence: identifier
  parent: code
  type: code
  # A campus has one street and often one telephone for several organisations: they say no more than one of them does.
  phone: { as: identifier, together: site }
  line: { as: text, together: site }
  city: { as: name, together: site }
  state: { as: code, together: site }
  postal: { as: place, together: site }
# Two different values of these are two organisations, whatever else agrees.
never: [kind, npi, ccn, ncpdp, dea]
# From here on a steward looks; from there on it is as good as certain.
review: 0.2
join: 0.99
# Whether a run joins by itself what is as good as certain, unless a steward doubts it. Off to start with, as for prescribers.
automatic: false
at_most: 0.02
`;
