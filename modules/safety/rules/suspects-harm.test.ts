import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suspectsHarm } from './suspects-harm.ts';

// Made sentences, as they are said to a desk. The screen is a help: it must miss almost nothing, and may ask once too often.
const HARM = [
  'One of my patients broke out in a rash two days after starting GLIDIM.', 'She fainted in the waiting room this morning.', 'He was admitted with pancreatitis last week.',
  'Mrs K. had a hypo at night, her glucose was 48.  Severe hypoglycemia.', 'He has been throwing up since he takes it. Vomiting every morning.', 'My patient died on Sunday.',
  'The patient is pregnant and took it for three weeks.', 'He took twice the dose by mistake.', 'Half of the tablets in the bottle were broken.', 'The blister leaked and the tablets smell odd.',
  'She stopped because of nausea.', 'Her liver enzymes went up threefold.', 'We saw ketoacidosis in a young man.', 'After the injection her lips were swollen.', 'It does not work for him any more.',
  'There were two tablets of another colour in the pack, discoloured.', 'A child swallowed four of them.', 'He felt terrible and called an ambulance.', 'She complains of blurred vision.',
  'Could the dizziness be from GLIDIM?', 'He fell at home and broke his hip.', 'I had to send her to the emergency department.', 'Her kidneys got worse since June.', 'Is itching known with the 25 mg?',
  'I think this pack is counterfeit.', 'The pharmacist gave the wrong dose.', 'He has had palpitations ever since.', 'She lost weight far too fast, eleven kilos.', 'My patient reacted badly to it.',
  'No problem with his sugar, but he coughs all the time.', 'The seal was open when it came.', 'He didn’t react, it simply had no effect.', 'She was breast-feeding while on it.', 'Two patients with genital infections this month.',
];
const HARMLESS = [
  'Is a 10 mg start supported with an eGFR under 30?', 'Please send me the dosing table.', 'Can Michael come by on Friday at eight?', 'Which tier is GLIDIM on with Empire Select PPO?', 'I would like samples for two patients.',
  'Do you have a leaflet in Spanish?', 'What is the copay for Senior Advantage?', 'Please take me off this mailing list.', 'When is the next speaker programme?', 'Can I split the 25 mg tablet?',
  'Does it have to be taken with food?', 'I read your mail and would like the trial data.', 'My address has changed to 14 Lake Street.', 'Who is the liaison for New York?', 'How long may it be stored at room temperature?',
  'She has no side effects at all and is content.', 'He tolerates it well, without nausea.', 'He denies chest pain.', 'What was the HbA1c reduction in the phase 3 trial?', 'Is there a generic?',
  'I prefer the phone before nine.', 'Can it be combined with a loop diuretic?', 'Send the paper to my office, not my home.', 'Is prior authorisation needed?', 'How is the dose increased after four weeks?',
  'I never had any complaints from my patients.', 'Thanks, that answers it.', 'What does the label say about elderly patients?', 'Could somebody explain the step edit?', 'Two colleagues would like a visit.',
];

test('of sentences that tell of harm the screen misses at most one in twenty, and of harmless ones it stops at most one in ten', () => {
  const missed = HARM.filter((text) => !suspectsHarm(text).suspects);
  const stopped = HARMLESS.filter((text) => suspectsHarm(text).suspects);
  assert.ok(missed.length <= HARM.length / 20, `missed: ${missed.join(' | ')}`);
  assert.ok(stopped.length <= HARMLESS.length / 10, `stopped: ${stopped.map((text) => `${text} [${suspectsHarm(text).words.join()}]`).join(' | ')}`);
});

test('it names the words it stopped at, and what kind of report they may be', () => {
  assert.deepEqual(suspectsHarm('A rash, and the bottle was broken.'), { suspects: true, words: ['rash', 'broken'], kinds: ['adverse_event', 'product_complaint'] });
  assert.deepEqual(suspectsHarm(''), { suspects: false, words: [], kinds: [] });
});

test('a denial holds for its own words alone', () => {
  assert.equal(suspectsHarm('No nausea, but a rash.').words.join(), 'rash');
});
