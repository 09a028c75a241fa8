/** The rule to start from. A version never changes once live; a steward writes the next one. */
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
# From here on a steward looks; from there on records may join unseen.
review: 0.2
join: 0.99
`;
