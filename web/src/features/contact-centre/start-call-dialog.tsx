import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/problem.tsx';
import css from './console.module.css';
import { callersQuery, productsQuery, useConsole } from './console.ts';
import { messages } from './messages.ts';

/** Who is on the line: one click on her name opens the case, and its clock runs. */
export function StartCallDialog({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter();
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), 150);
  const products = useQuery(productsQuery()).data?.rows ?? [];
  const [product, setProduct] = useState<string | null>(null);
  const productId = product ?? (products.length === 1 ? String(products[0]?.productId) : null);
  const found = useQuery(callersQuery(settled));
  const start = useConsole<{ caseId: number }>();
  const begin = (customerId: number) => start.mutate({ path: '/contact-centre/calls', body: { customerId: Number(customerId), ...(productId ? { productId: Number(productId) } : {}) } }, {
    onSuccess: ({ caseId }) => {
      onClose();
      router.history.push(paths.contactCase({ caseId: String(caseId) }));
    },
  });
  return (
    <Dialog title={messages.startTitle} onClose={onClose}>
      {start.error && <Problem error={start.error} kept />}
      <TextInput label={messages.find} description={messages.findHint} value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={200} data-autofocus autoComplete="off" />
      <Select label={messages.product} mt="sm" clearable data={products.map((one) => ({ value: String(one.productId), label: one.name }))} value={productId} onChange={setProduct} />
      {found.isError && <Problem error={found.error} />}
      <div className={css.found}>
        {found.data?.rows.map((one) => (
          <button key={one.customerId} type="button" onClick={() => begin(one.customerId)} aria-busy={start.isPending}>
            <b>{[one.name, one.credential].filter(Boolean).join(', ')}</b> <span className="t-quiet">{[one.specialtyName, one.organisationName, one.city].filter(Boolean).join(', ')}</span>
          </button>
        ))}
        {found.data?.rows.length === 0 && <p className="t-quiet">{messages.nothingFound}</p>}
      </div>
    </Dialog>
  );
}
