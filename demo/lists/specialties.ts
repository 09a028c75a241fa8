/** How prescribers are spread over specialties (the mix of the Part D file, with more of those who treat diabetes and hearts), and how each kind answers. */
export type Specialty = {
  readonly code: string; readonly name: string; readonly share: number; readonly credential: string;
  /** What part of those of a channel answer it: the structure that later analyses are to find again. */
  readonly group: 'primary' | 'heart' | 'endocrine' | 'advanced' | 'other';
  /** Patients with diabetes among hers, of ten. */
  readonly diabetes: number;
};

// oxlint-disable-next-line max-params -- a row of a table reads best as a row
const specialty = (code: string, name: string, share: number, group: Specialty['group'], diabetes: number, credential = 'MD'): Specialty => ({ code, name, share, group, diabetes, credential });

export const SPECIALTIES: readonly Specialty[] = [
  specialty('207R00000X', 'Internal medicine', 21, 'primary', 6),
  specialty('363L00000X', 'Nurse practitioner', 18, 'advanced', 5, 'NP'),
  specialty('207Q00000X', 'Family medicine', 18, 'primary', 6),
  specialty('363A00000X', 'Physician assistant', 8.5, 'advanced', 4, 'PA'),
  specialty('207RC0000X', 'Cardiology', 8, 'heart', 4),
  specialty('207RE0101X', 'Endocrinology', 5, 'endocrine', 10),
  specialty('208D00000X', 'General practice', 2.4, 'primary', 6),
  specialty('207RN0300X', 'Nephrology', 2.2, 'endocrine', 5),
  specialty('207RI0011X', 'Interventional cardiology', 1.4, 'heart', 2),
  specialty('207RG0300X', 'Geriatric medicine', 1.8, 'primary', 6),
  specialty('208M00000X', 'Hospital medicine', 2, 'other', 3),
  specialty('207P00000X', 'Emergency medicine', 1.6, 'other', 1),
  specialty('2084P0800X', 'Psychiatry', 1.8, 'other', 1),
  specialty('2084N0400X', 'Neurology', 1.5, 'other', 1),
  specialty('207V00000X', 'Obstetrics and gynecology', 1.6, 'other', 2),
  specialty('207RP1001X', 'Pulmonology', 1.1, 'other', 1),
  specialty('207RG0100X', 'Gastroenterology', 1.1, 'other', 1),
  specialty('207RR0500X', 'Rheumatology', 0.9, 'other', 1),
  specialty('207RI0200X', 'Infectious disease', 0.8, 'other', 1),
  specialty('208800000X', 'Urology', 0.8, 'other', 1),
];
