/** Whether a period covers a day: from its first day on, no longer on the day of its end; open where nothing is said. */
export const inForce = ({ validFrom, validTo }: { readonly validFrom: string | null; readonly validTo: string | null }, day: string): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || validTo > day);
