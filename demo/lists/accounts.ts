/** Payers with their plans, and the integrated delivery networks; every one invented. */
type Book = 'commercial' | 'medicare_part_d' | 'medicaid' | 'exchange';
export type Standing = { readonly tier: number | null; readonly restrictions: readonly string[]; readonly monthsAgo: number; readonly change: string };
type PlanSpec = { readonly name: string; readonly book: Book; readonly lives: number; readonly reach: number };
export type PayerSpec = {
  readonly name: string; readonly city: string; readonly state: string; readonly states: readonly string[];
  /** Who administers its pharmacy benefit, and the month in which its committee reviews the class. */
  readonly benefitManager: string; readonly reviewMonth: number;
  readonly owner: 'leopold' | 'ingrid';
  /** How GLIDIM came to stand there, oldest first; empty: not covered to this day. */
  readonly history: readonly Standing[];
  readonly plans: readonly PlanSpec[];
};

// oxlint-disable-next-line max-params -- a row of a table reads best as a row
const plan = (name: string, book: Book, lives: number, reach: number): PlanSpec => ({ name, book, lives, reach });
// oxlint-disable-next-line max-params -- a row of a table reads best as a row
const at = (monthsAgo: number, change: string, tier: number | null, restrictions: readonly string[] = []): Standing => ({ monthsAgo, change, tier, restrictions });
const TRI = ['NY', 'NJ', 'CT'];

/** The three plans of the story; who is in their networks is counted out exactly. */
export const EMPIRE_PRESCRIBERS = 3_091;
export const EMPIRE_PLANS = ['Select PPO', 'Select HMO', 'Choice Plus'] as const;

export const PAYERS: readonly PayerSpec[] = [
  { name: 'Empire Health', city: 'New York', state: 'NY', states: ['NY'], benefitManager: 'Crossbridge Rx', reviewMonth: 11, owner: 'leopold', history: [], plans: [
    plan('Select PPO', 'commercial', 1_904_000, 0), plan('Select HMO', 'commercial', 1_012_000, 0), plan('Choice Plus', 'commercial', 688_000, 0),
    plan('Senior Advantage', 'medicare_part_d', 421_000, 0.16), plan('Essential', 'exchange', 238_000, 0.12)] },
  { name: 'Northlake Benefit', city: 'Albany', state: 'NY', states: TRI, benefitManager: 'Northlake Rx', reviewMonth: 12, owner: 'leopold', history: [at(11, 'win', 3, ['PA', 'ST'])], plans: [
    plan('National Preferred', 'commercial', 8_920_000, 0.42), plan('National Select', 'commercial', 2_310_000, 0.3), plan('Silver Network', 'exchange', 402_000, 0.16), plan('Senior Choice', 'medicare_part_d', 655_000, 0.2), plan('Public Care', 'medicaid', 731_000, 0.2)] },
  { name: 'Union State', city: 'Newark', state: 'NJ', states: ['NJ', 'NY', 'PA'], benefitManager: 'Crossbridge Rx', reviewMonth: 11, owner: 'leopold', history: [at(9, 'win', 3, ['QL']), at(0.3, 'tier_improved', 2, ['QL'])], plans: [
    plan('Medicaid Managed', 'medicaid', 1_145_000, 0.28), plan('State Employees', 'commercial', 512_000, 0.24), plan('Garden PPO', 'commercial', 618_000, 0.26), plan('Bronze Exchange', 'exchange', 190_000, 0.14)] },
  { name: 'Harbor Mutual', city: 'Stamford', state: 'CT', states: ['CT', 'NY'], benefitManager: 'Tern Pharmacy Services', reviewMonth: 11, owner: 'leopold', history: [at(13, 'win', 2), at(0.75, 'restriction_added', 2, ['ST'])], plans: [
    plan('Exchange Silver', 'exchange', 612_000, 0.2), plan('Harbor PPO', 'commercial', 743_000, 0.26), plan('Harbor HMO', 'commercial', 388_000, 0.2), plan('Harbor Senior', 'medicare_part_d', 205_000, 0.14)] },
  { name: 'Hudson Alliance', city: 'Jersey City', state: 'NJ', states: ['NJ', 'NY'], benefitManager: 'Crossbridge Rx', reviewMonth: 1, owner: 'leopold', history: [], plans: [
    plan('Alliance PPO', 'commercial', 1_120_000, 0.3), plan('Alliance HMO', 'commercial', 690_000, 0.22), plan('Alliance Plus', 'commercial', 402_000, 0.18), plan('Alliance Senior', 'medicare_part_d', 240_000, 0.14)] },
  { name: 'Lakes Physicians', city: 'Ann Arbor', state: 'MI', states: ['MI', 'OH', 'IL'], benefitManager: 'Crossbridge Rx', reviewMonth: 2, owner: 'ingrid', history: [], plans: [
    plan('Lakes PPO', 'commercial', 702_000, 0.46), plan('Lakes HMO', 'commercial', 391_000, 0.36), plan('Lakes Plus', 'commercial', 215_000, 0.28), plan('Lakes Advantage', 'medicare_part_d', 133_000, 0.2)] },
  { name: 'Unity Care of Ohio', city: 'Columbus', state: 'OH', states: ['OH', 'MI', 'PA'], benefitManager: 'Crossbridge Rx', reviewMonth: 1, owner: 'ingrid', history: [], plans: [
    plan('Unity PPO', 'commercial', 1_388_000, 0.5), plan('Unity HMO', 'commercial', 610_000, 0.36), plan('Unity Select', 'commercial', 322_000, 0.26), plan('Unity Medicare', 'medicare_part_d', 280_000, 0.2), plan('Unity Family', 'medicaid', 344_000, 0.2)] },
  { name: 'Meridian Plan', city: 'Philadelphia', state: 'PA', states: ['PA', 'NJ'], benefitManager: 'Tern Pharmacy Services', reviewMonth: 3, owner: 'ingrid', history: [], plans: [
    plan('Meridian PPO', 'commercial', 590_000, 0.4), plan('Meridian HMO', 'commercial', 271_000, 0.28), plan('Meridian Plus', 'commercial', 188_000, 0.22), plan('Meridian Senior', 'medicare_part_d', 122_000, 0.16)] },
  { name: 'Keystone Mutual', city: 'Harrisburg', state: 'PA', states: ['PA', 'OH'], benefitManager: 'Northlake Rx', reviewMonth: 6, owner: 'ingrid', history: [at(17, 'win', 2, ['PA']), at(8, 'restriction_removed', 2)], plans: [
    plan('Keystone Blue', 'commercial', 1_010_000, 0.42), plan('Keystone Saver', 'exchange', 266_000, 0.2), plan('Keystone Gold', 'medicare_part_d', 301_000, 0.2), plan('Keystone Direct', 'commercial', 420_000, 0.3)] },
  { name: 'Bay Commonwealth', city: 'Boston', state: 'MA', states: ['MA', 'CT'], benefitManager: 'Northlake Rx', reviewMonth: 4, owner: 'ingrid', history: [at(15, 'win', 3), at(6, 'tier_improved', 2)], plans: [
    plan('Bay PPO', 'commercial', 880_000, 0.44), plan('Bay HMO', 'commercial', 640_000, 0.34), plan('Bay Connector', 'exchange', 310_000, 0.22), plan('Bay Senior', 'medicare_part_d', 190_000, 0.16)] },
  { name: 'Prairie Shield', city: 'Chicago', state: 'IL', states: ['IL'], benefitManager: 'Tern Pharmacy Services', reviewMonth: 9, owner: 'ingrid', history: [at(12, 'win', 2), at(3, 'loss', null)], plans: [
    plan('Prairie PPO', 'commercial', 1_460_000, 0.5), plan('Prairie HMO', 'commercial', 590_000, 0.34), plan('Prairie Exchange', 'exchange', 240_000, 0.2), plan('Prairie Senior', 'medicare_part_d', 203_000, 0.2)] },
  { name: 'Golden Coast Plan', city: 'Los Angeles', state: 'CA', states: ['CA'], benefitManager: 'Northlake Rx', reviewMonth: 7, owner: 'ingrid', history: [at(10, 'win', 2)], plans: [
    plan('Coast PPO', 'commercial', 2_050_000, 0.5), plan('Coast HMO', 'commercial', 1_730_000, 0.44), plan('Coast Exchange', 'exchange', 515_000, 0.26), plan('Coast Senior', 'medicare_part_d', 602_000, 0.24), plan('Coast Community', 'medicaid', 1_220_000, 0.3)] },
  { name: 'Federal Services Plan', city: 'Washington', state: 'DC', states: ['NY', 'NJ', 'CT', 'PA', 'MA', 'OH', 'MI', 'IL', 'CA'], benefitManager: 'Tern Pharmacy Services', reviewMonth: 10, owner: 'ingrid', history: [at(16, 'win', 2)], plans: [
    plan('Standard Option', 'commercial', 3_120_000, 0.22), plan('Basic Option', 'commercial', 1_450_000, 0.16), plan('Retiree Option', 'medicare_part_d', 980_000, 0.14), plan('Blue Ribbon Option', 'commercial', 360_000, 0.1)] },
  { name: 'Metro Community Care', city: 'Brooklyn', state: 'NY', states: ['NY'], benefitManager: 'Northlake Rx', reviewMonth: 5, owner: 'leopold', history: [at(14, 'win', 2, ['QL']), at(7, 'restriction_removed', 2)], plans: [
    plan('Metro Medicaid', 'medicaid', 1_310_000, 0.4), plan('Metro Essential', 'exchange', 275_000, 0.18), plan('Metro Dual', 'medicare_part_d', 188_000, 0.16), plan('Metro Family', 'medicaid', 402_000, 0.24)] },
];

/** Integrated delivery networks, each with the territories (positions in AREAS) where its hospitals and practices lie. */
export const NETWORKS: readonly { readonly name: string; readonly city: string; readonly state: string; readonly areas: readonly number[] }[] = [
  { name: 'Hudson River Health', city: 'New York', state: 'NY', areas: [0, 1, 2, 3, 4, 5, 18] }, { name: 'Five Boroughs Health', city: 'Brooklyn', state: 'NY', areas: [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] },
  { name: 'Long Sound Health', city: 'Mineola', state: 'NY', areas: [13, 14, 16, 17] }, { name: 'Catskill Regional', city: 'Kingston', state: 'NY', areas: [18, 19, 20] },
  { name: 'Great Falls Health', city: 'Buffalo', state: 'NY', areas: [21, 22, 23] }, { name: 'Palisade Health Partners', city: 'Hackensack', state: 'NJ', areas: [24, 25, 26, 27] },
  { name: 'Delaware Valley Care', city: 'Philadelphia', state: 'PA', areas: [28, 32, 33] }, { name: 'Nutmeg Health', city: 'Hartford', state: 'CT', areas: [29, 30, 31] },
  { name: 'Charles River Care', city: 'Boston', state: 'MA', areas: [35] }, { name: 'Great Lakes Integrated', city: 'Detroit', state: 'MI', areas: [36, 37, 38] },
  { name: 'Three Rivers Health', city: 'Pittsburgh', state: 'PA', areas: [34, 36] }, { name: 'Pacific Grove Health', city: 'Los Angeles', state: 'CA', areas: [39] },
];
