import type { SafetyKind } from '../types.ts';

export type Suspicion = { readonly suspects: boolean; readonly words: readonly string[]; readonly kinds: readonly SafetyKind[] };

// Stems, so that one entry finds a word's forms. A miss costs a patient, a false alarm costs a glance: the lists lean to finding too much.
const LISTS: Readonly<Record<SafetyKind, readonly string[]>> = {
  adverse_event: [
    'adverse', 'side[ -]effects?', 'reaction', 'react(ed|ing) (badly|to)', 'rash', 'hives', 'itch\\w*', 'swell\\w*', 'swollen', 'anaphyla\\w*', 'allerg\\w*', 'nause\\w*', 'vomit\\w*', 'threw up',
    'diarrh?o?ea\\w*', 'constipat\\w*', 'dizz\\w*', 'faint(ed|ing|s)?', 'collaps\\w*', 'pass(ed|ing) out', 'black(ed)? out', 'unconscious', 'seizure\\w*', 'convuls\\w*', 'headache\\w*', 'migraine\\w*', 'palpitation\\w*',
    'chest pain', 'short(ness)? of breath', 'breathless\\w*', 'bleed\\w*', 'bled', 'h[a]?emorrhag\\w*', 'bruis\\w*', 'infect\\w*', 'pancreatitis', 'ketoacidosis', 'h[iy]pogly\\w*', 'low sugars?', 'liver (injury|failure|enzymes)',
    'jaundice', 'kidney (injury|failure)', 'renal failure', 'kidneys (failed|got worse)', 'hospitali[sz]\\w*', 'admitted', 'emergency', 'intensive care', 'icu', 'ambulance', 'died', 'dies', 'death', 'dead', 'fatal\\w*', 'stroke',
    'heart attack', 'arrhythmi\\w*', 'fell', 'fall(s|en)', 'fracture\\w*', 'weight loss', 'lost weight', 'blurred vision', 'vision loss', 'went blind', 'numb\\w*', 'tremor\\w*', 'insomnia', 'depress\\w*', 'suicid\\w*', 'confus(ed|ion)',
    'fever\\w*', 'unwell', 'felt (sick|ill|terrible|awful)', 'feels? (sick|ill)', 'got (sick|ill|worse)', 'harm(ed|ful)?', 'hurt', 'stopped taking (it|them) because', 'birth defect\\w*', 'miscarr\\w*', 'cramps?', 'dehydrat\\w*', 'cough\\w*',
  ],
  special_situation: [
    'overdos\\w*', 'too many (tablets|pills)', 'double dose\\w*', 'took (two|three|four|twice)', 'wrong (dose|drug|medicine|patient|tablet)', 'medication error\\w*', 'mix(ed)?[ -]up', 'pregnan\\w*', 'breast[ -]?feed\\w*',
    'misus\\w*', 'abus\\w*', 'off[ -]label', 'child (swallowed|took)', 'swallowed', 'accidental\\w*', '(does|did|do)(n.t| not)( seem to)? work', 'no effect', 'not working', 'lack of (effect|efficacy)', 'ineffective', 'without (any )?effect', 'expired tablets',
  ],
  product_complaint: [
    'broken', 'broke', 'crack\\w*', 'crumbl\\w*', 'leak\\w*', 'damag\\w*', 'contaminat\\w*', 'discolou?r\\w*', 'wrong colou?r', 'smell\\w*', 'mou?ld\\w*', 'particles?', 'glass in', 'counterfeit\\w*', 'fake', 'tamper\\w*', 'defect\\w*',
    'faulty', 'missing (tablets?|pills?|leaflet|label)', 'empty (blister|pack|bottle)', 'wrong label', 'mislabel\\w*', 'will not open', 'seal (was )?(open|missing)', 'jammed', 'complain\\w*',
  ],
};

const patterns = Object.entries(LISTS).map(([kind, list]) => ({ kind: kind as SafetyKind, pattern: new RegExp(`\\b(?:${list.join('|')})\\b`, 'gi') }));

// "no side effects", "without nausea", "denies chest pain": what did not happen is no report. At most three words between.
const DENIED = /\b(?:no|without|denie[sd]|den(?:y|ying)|never (?:had|saw|seen)|free of|absence of|not (?:had|have|seen|reported)|neither)\s+(?:(?:any|signs? of|of|further|serious|more|new|such|known|a|or|and|nor|\w+ing|\w+s) ){0,3}$/i;

const isDenied = (text: string, at: number): boolean => DENIED.test(text.slice(Math.max(0, at - 60), at));
// These say themselves that something went wrong by being denied.
const SELF_NEGATED = /^(?:no effect|not working|without)/i;

/** Whether words may mention harm to somebody or a fault of the product. A help for whoever listens; the judgement is a person's. */
export function suspectsHarm(text: string): Suspicion {
  const plain = text.replace(/[\u2018\u2019]/g, "'").replace(/\s+/g, ' ');
  const found = patterns.flatMap(({ kind, pattern }) => [...plain.matchAll(pattern)]
    .filter((match) => SELF_NEGATED.test(match[0]) || !isDenied(plain, match.index))
    .map((match) => ({ kind, word: match[0].toLowerCase() })));
  return { suspects: found.length > 0, words: [...new Set(found.map((one) => one.word))], kinds: [...new Set(found.map((one) => one.kind))] };
}
