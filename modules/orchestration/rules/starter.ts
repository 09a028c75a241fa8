import type { JourneyGraph } from './journey.ts';

/** Plays to start from. Text is what an author edits; a version never changes once live. */
export const STARTER_PLAYS: readonly string[] = [`# When a plan begins to cover a product, tell the prescribers who can now use it, each on the channel she answers.
play: formulary-pull-through
name: Formulary pull-through
on: formulary.won
when: { tierAtMost: 3 }
for: prescribers_of_plans
approval: required
holdout: 0.05
weights: { wish: 0.34, share: 0.3, answers: 0.5, value: 0.2 }
consider:
  - code: email-new
    name: E-mail, new journey
    channel: email
    function: marketing
    content: now-covered
    journey: { code: now-covered, use: new }
    cost: 0.02
  - code: email-running
    name: E-mail, running journey
    channel: email
    function: marketing
    content: first-prescriptions
    journey: { code: first-prescriptions, use: running }
    cost: 0.02
  - code: visit
    name: Visit
    channel: visit
    function: sales
    scarce: { by: owner, withinDays: 5 }
    cost: 0.18
    task: Plan a visit
  - code: call
    name: Call by contact centre
    channel: phone
    function: contact_centre
    scarce: { by: pool, withinDays: 5 }
    cost: 0.1
    task: Call
inform:
  - { role: marketing, headline: A journey waits for your approval }
  - { role: director, headline: A formulary win started a cascade }
`];

export type StarterJourney = { readonly code: string; readonly version: number; readonly state: 'template' | 'live'; readonly name: string; readonly graph: JourneyGraph };

export const STARTER_JOURNEYS: readonly StarterJourney[] = [
  {
    code: 'now-covered', version: 1, state: 'template', name: 'Now covered',
    graph: {
      start: 'news',
      steps: {
        news: { kind: 'message', name: 'Tell her it is covered', content: 'now-covered', next: 'answer' },
        answer: { kind: 'wait', name: 'Wait for an answer', days: 10, until: ['message.choice', 'message.replied'], met: 'answered', otherwise: 'read' },
        // oxlint-disable-next-line unicorn/no-thenable -- a branch's key in a stored graph: a step's name, never called
        read: { kind: 'branch', name: 'Did she open it?', when: 'opened', then: 'how', otherwise: 'quiet' },
        how: {
          kind: 'decide', name: 'How do we go on?', weights: { wish: 0.34, share: 0.3, answers: 0.5, value: 0.2 }, otherwise: 'quiet',
          options: [
            { code: 'call', name: 'Call by contact centre', channel: 'phone', function: 'contact_centre', scarce: { by: 'pool', withinDays: 5 }, cost: 0.1, next: 'call' },
            { code: 'visit', name: 'Visit', channel: 'visit', function: 'sales', scarce: { by: 'owner', withinDays: 5 }, cost: 0.18, next: 'visit' },
            { code: 'peace', name: 'Leave her in peace', worth: 0.2, next: 'quiet' },
          ],
        },
        visit: { kind: 'task', name: 'Visit her', function: 'sales', title: 'Visit: she read that it is covered', dueDays: 5, next: 'called' },
        call: { kind: 'task', name: 'Call her', function: 'contact_centre', title: 'Call: she read that it is covered', dueDays: 5, next: 'called' },
        answered: { kind: 'exit', name: 'She answered', reason: 'answered' },
        called: { kind: 'exit', name: 'Handed to a colleague', reason: 'handed_over' },
        quiet: { kind: 'exit', name: 'Leave her in peace', reason: 'no_interest' },
      },
    },
  },
  {
    code: 'first-prescriptions', version: 4, state: 'live', name: 'First prescriptions',
    graph: {
      start: 'start-guide',
      steps: {
        'start-guide': { kind: 'message', name: 'Starting a patient', content: 'first-prescriptions', next: 'pause' },
        pause: { kind: 'wait', name: 'Three weeks', days: 21, until: ['message.replied'], met: 'done', otherwise: 'done' },
        done: { kind: 'exit', name: 'Done', reason: 'completed' },
      },
    },
  },
];
