/** Whether a text is a National Provider Identifier: ten digits whose last is the Luhn check digit over 80840 and the nine before (45 CFR 162.406). */
export function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  let sum = 24; // what the prefix 80840 adds
  for (let place = 0; place < 9; place += 1) {
    const digit = Number(text[place]);
    const doubled = place % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10 === Number(text[9]);
}

/** A valid NPI for a serial number, for made data; the same serial gives the same number. */
export function npiOf(serial: number): string {
  const nine = `1${String(Math.trunc(serial) % 100_000_000).padStart(8, '0')}`;
  for (let check = 0; check < 10; check += 1) if (isNpi(`${nine}${check}`)) return `${nine}${check}`;
  throw new Error(`No check digit for ${nine}`);
}
