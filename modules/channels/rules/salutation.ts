const DOCTOR = /\b(MD|DO|MBBS|MBChB|DPM|DMD|DDS|PhD|PharmD|DNP)\b/i;

/** How a mail addresses her: "Dr Osei" for doctors, else the whole name. */
export function salutationOf(person: { readonly familyName: string | null; readonly customerName: string; readonly credential: string | null }): string {
  const doctor = DOCTOR.test((person.credential ?? '').replaceAll('.', ''));
  return doctor && person.familyName ? `Dr ${person.familyName}` : person.customerName;
}
