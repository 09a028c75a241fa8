import type { World } from './context.ts';
import { makeHospitals, makePractices } from './make-practices.ts';
import { makeEmpireNetwork, makePrescribers } from './make-prescribers.ts';
import { seeded } from './random.ts';

const SEED = 20_261;

/** Everybody and every place of the demo company; the same each time. */
export function makeWorld(): World {
  const random = seeded(SEED);
  const practices = makePractices(random);
  const hospitals = makeHospitals(random);
  const prescribers = makePrescribers(random, practices);
  return { practices, hospitals, prescribers, empire: makeEmpireNetwork(random, practices, prescribers) };
}
