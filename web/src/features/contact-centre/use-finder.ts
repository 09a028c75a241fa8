import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { customerQuery, finderQuery } from './console.ts';
import { namesOf } from './finder-person.tsx';

/** Liaisons for a question, counted by who is free, with the customer's own language as a filter. */
export function useFinder(customerId: number, productId: number | null) {
  const [language, setLanguage] = useState<string | undefined>(undefined);
  const customer = useQuery(customerQuery(customerId)).data;
  const found = useQuery(finderQuery({ productId, customerId, language }));
  const free = found.data?.people.filter((person) => person.free).length ?? 0;
  const herLanguage = customer?.language ? { code: customer.language, label: namesOf([customer.language]) } : undefined;
  return { found, free, language, setLanguage, herLanguage, customer };
}
