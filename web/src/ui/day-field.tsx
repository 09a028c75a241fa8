import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';

const DAY = /^\d{4}-\d\d-\d\d$/;
const FIRST = '1900-01-01'; // a year that is being typed is 0002, 0020 and 0202 before it is 2026

/** A whole day as a field has it. */
export const isDay = (day: string | undefined): day is string => day !== undefined && DAY.test(day) && day >= FIRST && !Number.isNaN(Date.parse(day));

/** A day that is asked for at once: told when it is whole, or when one leaves the field empty; what is half typed stays in the field. */
export function DayField({ value, onDay, ...field }: Omit<TextInputProps, 'value' | 'onChange' | 'onBlur' | 'type'> & { readonly value: string; readonly onDay: (day: string) => void }) {
  const [typed, setTyped] = useState(value);
  const [given, setGiven] = useState(value);
  if (given !== value) { setGiven(value); setTyped(value); } // another day came from elsewhere
  const type = (day: string) => { setTyped(day); if (isDay(day)) onDay(day); };
  return <TextInput {...field} type="date" value={typed} onChange={(event) => type(event.currentTarget.value)} onBlur={() => { if (typed === '' && value !== '') onDay(''); }} />;
}
