import { makeLearner } from '#intelligence/makers';
import { chooseLearner, LEARNERS, qini, upliftAt } from '#intelligence';
import { captured, fixedPolicy, makeWorld, randomPolicy, run, seeded, segmentPolicy, type Policy, type Run, type World, type WorldShape } from '../packages/engagement-world/index.ts';
import { halves, hillstromIsHere, readHillstrom } from './learn-hillstrom.ts';
import { evaluateOnce, ROUNDS } from './learn-logs.ts';

// How much of what could be had the learner has, in simulated worlds whose optimum is known (that it is correct, never a lift); how well it is known whom to
// treat, on a public trial; how true off-policy estimates are. The seeds here were looked at only to report; others were used while building.
//   npm run bench -- learn [worlds]

const [worlds = 10] = process.argv.slice(2).map(Number);
const [VARIANT_WORLDS, SPLITS, LOGS] = [3, 10, 200];
const say = (line: string) => process.stdout.write(`${line}\n`);

const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
const deviationOf = (values: readonly number[]) => (values.length < 2 ? 0 : Math.sqrt(values.reduce((sum, one) => sum + (one - meanOf(values)) ** 2, 0) / (values.length - 1)));
const withSpread = (values: readonly number[], digits = 3) => `${meanOf(values).toFixed(digits)} ± ${deviationOf(values).toFixed(digits)}`.padStart(15);

// Steady state: the second half before the break and the second half after it.
const steady = (one: Run) => (captured(one, 60, 120) + captured(one, 180, 240)) / 2;
const RECOVERED = 0.95; // of what the thirty days before the break had, as the mean of a week

/** Days from the break to the first week that has as much as before it, nearly. */
function recoveredAfter(one: Run, { breakDay, days }: WorldShape): number {
  const before = captured(one, breakDay - 30, breakDay);
  for (let day = breakDay; day + 7 <= days; day += 1) if (captured(one, day, day + 7) >= RECOVERED * before) return day - breakDay;
  return days - breakDay;
}

type Row = { readonly name: string; readonly policy: (world: World) => Policy; readonly worlds: number; readonly shape?: Partial<WorldShape> };
const ROWS: readonly Row[] = [
  { name: 'random', policy: randomPolicy, worlds },
  { name: 'best fixed channel', policy: fixedPolicy, worlds },
  { name: 'eight segments', policy: segmentPolicy, worlds },
  { name: 'learner', policy: (world) => makeLearner(world), worlds },
  { name: 'without customer effects', policy: (world) => makeLearner(world, { customerEffects: false }), worlds: VARIANT_WORLDS },
  { name: 'not told of the break', policy: (world) => makeLearner(world, { hearsOfBreak: false }), worlds: VARIANT_WORLDS },
  { name: 'without the floor', policy: (world) => makeLearner(world, { floor: 0 }), worlds: VARIANT_WORLDS },
  { name: 'answers at once', policy: (world) => makeLearner(world), worlds: VARIANT_WORLDS, shape: { delay: 0.01, window: 1 } },
];

type Lived = { readonly name: string; readonly all: readonly number[]; readonly steady: readonly number[]; readonly first30: readonly number[]; readonly recovered: readonly number[] };

/** Each policy in each world. A world is the same whatever is tried in it. */
function live({ name, policy, worlds: count, shape = {} }: Row): Lived {
  const runs = Array.from({ length: Math.min(count, worlds) }, (_, index) => {
    const world = makeWorld(index + 1, shape);
    const one = run(world, policy(world));
    return { all: captured(one, 0, world.shape.days), steady: steady(one), first30: captured(one, 0, 30), recovered: recoveredAfter(one, world.shape) };
  });
  const lived = { name, all: runs.map(({ all }) => all), steady: runs.map((one) => one.steady), first30: runs.map(({ first30 }) => first30), recovered: runs.map(({ recovered }) => recovered) };
  say(`${name.padEnd(26)}${withSpread(lived.all)}${withSpread(lived.steady)}${withSpread(lived.first30)}${withSpread(lived.recovered, 1)}  ${String(runs.length).padStart(3)}`);
  return lived;
}

type Uplift = { readonly name: string; readonly at30: number[]; readonly qini: number[] };

/** Ten halves: learned and chosen on one, measured on the other. */
function hillstrom(arm: 'Womens E-Mail' | 'Mens E-Mail') {
  const trial = readHillstrom(arm);
  const results = new Map<string, Uplift>();
  const chosen = new Map<string, number>();
  const note = (name: string, people: typeof trial, scores: Float64Array) => {
    const found = results.get(name) ?? { name, at30: [], qini: [] };
    found.at30.push(upliftAt(people, scores, 0.3));
    found.qini.push(qini(people, scores));
    results.set(name, found);
  };
  for (let split = 1; split <= SPLITS; split += 1) {
    const { learn, test } = halves(trial, split);
    const random = seeded(split);
    note('random', test, test.features.filter((_, n) => n % test.width === 0).map(() => random()));
    for (const learner of LEARNERS) note(learner.name, test, learner.fit(learn, new Float64Array(learn.treated.length).fill(1))(test.features));
    const choice = chooseLearner(learn, { random });
    chosen.set(choice.name, (chosen.get(choice.name) ?? 0) + 1);
    note('chosen', test, choice.score(test.features));
  }
  say('');
  say(`Hillstrom, ${arm} (${trial.treated.length.toLocaleString('en-US')} rows)   uplift at 30 %           Qini`);
  for (const { name, at30, qini: area } of results.values()) say(`${name.padEnd(40)}${withSpread(at30, 4)} ${withSpread(area, 4)}`);
  say(`chosen: ${[...chosen].map(([name, times]) => `${name} ${times} of ${SPLITS}`).join(', ')}`);
  const [own, plain] = ['chosen', 'response'].map((name) => results.get(name)) as [Uplift, Uplift];
  return { at30: meanOf(own.at30), at30Sd: deviationOf(own.at30), qini: meanOf(own.qini), qiniSd: deviationOf(own.qini), qiniAhead: meanOf(own.qini) - meanOf(plain.qini), plainShare: (chosen.get('response') ?? 0) / SPLITS };
}

const ESTIMATORS = ['ips', 'snips', 'dr'] as const;

function offPolicy() {
  const rounds = Array.from({ length: LOGS }, (_, index) => evaluateOnce(index + 1));
  const answered = rounds.flatMap(({ truth, found }) => (found.ok && found.dr ? [{ truth, effective: found.effective, ips: found.ips, snips: found.snips, dr: found.dr }] : []));
  say('');
  say(`off-policy, ${LOGS} logs of ${ROUNDS.toLocaleString('en-US')} rounds, ${LOGS - answered.length} refused, effective sample ${meanOf(answered.map(({ effective }) => effective)).toFixed(0)}`);
  say('                          relative error     of 95 % intervals cover');
  return ESTIMATORS.map((name) => {
    const errors = answered.map((one) => Math.abs(one[name].value - one.truth) / one.truth);
    const cover = meanOf(answered.map((one) => (one[name].low <= one.truth && one.truth <= one[name].high ? 1 : 0)));
    say(`${name.padEnd(24)}${withSpread(errors, 4)}     ${(100 * cover).toFixed(1)} %`);
    return { name, error: meanOf(errors), cover };
  });
}

say('share of what lies between random and oracle   (mean ± SD over worlds)');
say('                                      all         steady  first 30 days  days to recover  worlds');
const lived = new Map(ROWS.map((row) => [row.name, live(row)] as const));
const learner = lived.get('learner') as Lived;
const women = hillstromIsHere() ? hillstrom('Womens E-Mail') : undefined;
const men = women ? hillstrom('Mens E-Mail') : undefined;
if (!women) say('SKIPPED: the public trial of e-mails is not here');
const estimates = offPolicy();
say('');
const figure = (value: number, unit: string, digits = 4) => ({ value: Number(value.toFixed(digits)), unit });
const besides = (pick: (one: Lived) => readonly number[], as: string) => Object.fromEntries([['random', 'random'], ['best fixed channel', 'fixed'], ['eight segments', 'segments']].map(([name = '', short = '']) => [`${as}_${short}`, figure(meanOf(pick(lived.get(name) as Lived)), 'share', 3)]));
const firstOf = (name: string) => meanOf((lived.get(name) as Lived).all.slice(0, VARIANT_WORLDS));
say(JSON.stringify({ bench: 'learn', figures: {
  captured_steady: figure(meanOf(learner.steady), 'share', 3), captured_steady_sd: figure(deviationOf(learner.steady), 'share', 3), ...besides(({ steady: one }) => one, 'captured_steady'),
  captured_all: figure(meanOf(learner.all), 'share', 3), captured_all_sd: figure(deviationOf(learner.all), 'share', 3), ...besides(({ all }) => all, 'captured_all'),
  captured_first30: figure(meanOf(learner.first30), 'share', 3), ...besides(({ first30 }) => first30, 'captured_first30'),
  break_recovered_days: figure(meanOf(learner.recovered), 'days', 1), break_recovered_worst_days: figure(Math.max(...learner.recovered), 'days', 0),
  delay_costs: figure(firstOf('answers at once') - firstOf('learner'), 'share', 3),
  ...(women && men ? {
    hillstrom_women_uplift30: figure(women.at30, 'share'), hillstrom_women_uplift30_sd: figure(women.at30Sd, 'share'),
    hillstrom_women_qini: figure(women.qini, 'Qini'), hillstrom_women_qini_sd: figure(women.qiniSd, 'Qini'),
    hillstrom_men_plain_chosen: figure(men.plainShare, 'share of splits', 2), hillstrom_men_qini_ahead_of_plain: figure(men.qiniAhead, 'Qini'),
  } : {}),
  ...Object.fromEntries(estimates.flatMap(({ name, error, cover }) => [[`ope_rel_error_${name}`, figure(error, 'share')], [`ope_cover_${name}`, figure(cover, 'share', 3)]])),
  ope_rel_error: figure(Math.max(...estimates.filter(({ name }) => name !== 'ips').map(({ error }) => error)), 'share'),
} }));
