type Said = {
  readonly countries: readonly string[]; readonly states: readonly string[]; readonly postal: readonly string[]; readonly cities: readonly string[]; readonly kinds: readonly string[];
  readonly specialtyNames: readonly { readonly name: string }[]; readonly organisations: readonly { readonly name: string }[]; readonly decileFrom: number | null; readonly decileTo: number | null;
};

const KINDS: Readonly<Record<string, string>> = { hcp: 'prescribers', hco: 'practices and hospitals', idn: 'networks', payer: 'payers', plan: 'plans', pharmacy: 'pharmacies', contact: 'contacts' };
const SHOWN = 6; // names of a list that a sentence holds

const some = (list: readonly string[], most = SHOWN): string => (list.length <= most ? list.join(', ') : `${list.slice(0, most).join(', ')} and ${list.length - most} more`);
const volume = (from: number | null, to: number | null): string => (from === null ? `up to ${to}` : to === null || to === 10 ? `${from} or more` : from === to ? String(from) : `${from} to ${to}`);

/** A rule in one sentence: what somebody reads who asks why a customer lies here. */
export function ruleInWords(rule: Said): string {
  const who = rule.kinds.length > 0 ? some(rule.kinds.map((kind) => KINDS[kind] ?? kind)) : 'customers';
  const parts = [
    ...(rule.specialtyNames.length > 0 ? [`in ${some(rule.specialtyNames.map(({ name }) => name), 3)}`] : []),
    ...(rule.organisations.length > 0 ? [`of ${some(rule.organisations.map(({ name }) => name), 3)}`] : []),
    ...(rule.postal.length > 0 ? [`with a postal code ${rule.postal.every((one) => one.length >= 5) ? '' : 'beginning with '}${some(rule.postal)}`] : []),
    ...(rule.cities.length > 0 ? [`in ${some(rule.cities.map((city) => city.replaceAll(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase())))}`] : []),
    ...(rule.states.length > 0 ? [`in ${some(rule.states)}`] : []),
    ...(rule.countries.length > 0 ? [`in ${some(rule.countries)}`] : []),
    ...(rule.decileFrom !== null || rule.decileTo !== null ? [`with a volume decile of ${volume(rule.decileFrom, rule.decileTo)}`] : []),
  ];
  return [who[0]?.toUpperCase() + who.slice(1), ...parts].join(' ');
}
