import type { ReactNode } from 'react';
import { Link } from '../ui/link.tsx';
import { paths } from './paths.ts';
import { useMay } from './session.ts';

type CustomerLinkProps = { readonly of: number; readonly plain?: boolean; readonly className?: string | undefined; readonly children: ReactNode };

/** A customer's name, leading to her page; for who may not open customers it is her name alone. */
export function CustomerLink({ of, children, className, plain = false }: CustomerLinkProps) {
  const may = useMay('customers:read');
  if (!may) return <span className={className}>{children}</span>;
  return <Link plain={plain} className={className} href={paths.customer({ customerId: String(of) })}>{children}</Link>;
}
