import { seeded, type Answer, type Policy, type World } from '../../../packages/engagement-world/index.ts';
import { addTurn, choose, discount, effectsOf, fitPrior, forget, forgetCustomers, groupsOf, newModel, noEvidence, priorMeans, recordDelays, SAMPLING, scoreOf, update, weightOfSilence, weightsOf,
  type Evidence, type Observations, type ResponseModel } from '../index.ts';

/** How the learner lives through a world; each default is what the product uses. */
type Learner = {
  /** Without it every customer is only her features. */
  readonly customerEffects: boolean;
  /** Whether it is told whom the formulary win reached. */
  readonly hearsOfBreak: boolean;
  readonly halfLifeDays: number;
  readonly customerHalfLifeDays: number;
  readonly keepAtBreak: number;
  readonly spread: number;
  readonly draws: number;
  readonly floor: number;
};
const LEARNER: Learner = { customerEffects: true, hearsOfBreak: true, halfLifeDays: 180, customerHalfLifeDays: 460, keepAtBreak: 0.9, spread: SAMPLING.spread, draws: SAMPLING.draws, floor: SAMPLING.floor };

type Sent = { readonly customer: number; readonly sentOn: number; readonly values: Float64Array };
type Channel = { model: ResponseModel; evidence: Evidence; prior: Float64Array; readonly open: Map<string, Sent> };

const REFIT_DAYS = 7;
const NO_VARIANCE = 1e-6; // customers that do not differ

const keyOf = (customer: number, sentOn: number) => `${sentOn}/${customer}`;

/** Columns of contacts; those sent before an event was known had none of it. */
function columns(sent: readonly Sent[], width: number, answer: (place: number) => { positive: boolean; weight: number }): Observations {
  const values = new Float64Array(sent.length * width);
  const [positive, weight] = [new Uint8Array(sent.length), new Float64Array(sent.length)];
  for (const [n, one] of sent.entries()) {
    values.set(one.values, n * width);
    positive[n] = answer(n).positive ? 1 : 0;
    weight[n] = answer(n).weight;
  }
  return { values, positive, weight, customer: Int32Array.from(sent, ({ customer }) => customer) };
}

/** The response model as a policy of a simulated world: what the nightly job does, on arrays instead of tables. */
export function makeLearner(world: World, changed: Partial<Learner> = {}): Policy {
  const options = { ...LEARNER, ...changed };
  const { customers, channels: count, features, breakDay, window } = world.shape;
  const random = seeded(world.seed ^ 0x7f4a7c15);
  const groups = world.attributes.map(({ specialty, segment, region }) => groupsOf(`s${specialty}`, `g${segment}`, `r${region}`));
  const everyone = Int32Array.from({ length: customers }, (_, row) => row);
  const reached = everyone.filter((row) => world.reached[row] === 1);
  const names = Array.from({ length: features }, (_, f) => `feature ${f + 1}`);
  const channels = Array.from({ length: count }, (_, channel): Channel => {
    const model = newModel({ channel: `channel ${channel + 1}`, outcome: 'answer', features: names, baseRate: 0.15, windowDays: window, halfLifeDays: options.halfLifeDays });
    return { model: options.customerEffects ? model : { ...model, customers: { ...model.customers, variance: NO_VARIANCE } }, evidence: noEvidence(customers), prior: new Float64Array(customers), open: new Map() };
  });
  const valuesOf = (customer: number, day: number) => {
    const own = world.features.subarray(customer * features, (customer + 1) * features);
    return Float64Array.of(1, ...own, ...(options.hearsOfBreak && day >= breakDay ? [world.reached[customer] as number] : []));
  };
  const take = (channel: Channel, answers: readonly Answer[], day: number) => {
    const sent = answers.flatMap(({ customer, sentOn }) => channel.open.get(keyOf(customer, sentOn)) ?? []);
    const positive = (n: number) => answers[n]?.positive === true;
    for (const { customer, sentOn } of answers) channel.open.delete(keyOf(customer, sentOn));
    const known = update(channel.model, channel, columns(sent, channel.model.names.length, (n) => ({ positive: positive(n), weight: 1 })));
    const keep = 0.5 ** (1 / options.halfLifeDays);
    channel.model = recordDelays(forget(known.model, 1), answers.filter((_, n) => positive(n)).map(({ sentOn }) => day - 1 - sentOn), keep);
    channel.evidence = forgetCustomers(known.evidence, 0.5 ** (1 / options.customerHalfLifeDays));
    if (!options.customerEffects || day % REFIT_DAYS > 0) return;
    channel.model = fitPrior(channel.model, channel.evidence, groups);
    channel.prior = priorMeans(channel.model.customers, groups);
  };
  const hear = (day: number, answers: readonly Answer[]) => {
    for (const [index, channel] of channels.entries()) {
      if (options.hearsOfBreak && day === breakDay) {
        channel.model = addTurn(channel.model, { name: 'formulary win', guess: 0, precision: 1 });
        channel.evidence = discount(channel.evidence, reached, options.keepAtBreak);
      }
      take(channel, answers.filter(({ channel: one }) => one === index), day);
    }
  };
  const provisional = (channel: Channel, day: number) => {
    const waiting = [...channel.open.values()];
    const ages = waiting.map(({ sentOn }) => weightOfSilence(channel.model, day - sentOn));
    const { model, evidence } = update(channel.model, channel, columns(waiting, channel.model.names.length, (n) => ({ positive: false, weight: ages[n] as number })));
    return { weights: weightsOf(model), effects: effectsOf(model, { evidence, prior: channel.prior }) };
  };
  return {
    hear,
    choose: (day, contacts) => {
      const beliefs = channels.map((channel) => provisional(channel, day));
      return contacts.map((customer) => {
        const values = valuesOf(customer, day);
        const candidates = beliefs.map(({ weights, effects }) => ({
          ...scoreOf(weights, values, { mean: effects.mean[customer] as number, variance: effects.variance[customer] as number }), value: 1, cost: 0,
        }));
        const { chosen } = choose(candidates, { ...SAMPLING, random, spread: options.spread, draws: options.draws, floor: options.floor });
        channels[chosen]?.open.set(keyOf(customer, day), { customer, sentOn: day, values });
        return chosen;
      });
    },
  };
}
