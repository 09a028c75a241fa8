import { Button, type ButtonProps } from '@mantine/core';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { Link } from '../../ui/link.tsx';

/** A link that looks like a verb: it leads to where the verb is done. */
export function LinkButton({ href, children, ...rest }: ButtonProps & { readonly href: string; readonly children: React.ReactNode }) {
  return <Button component={Link} plain href={href} {...rest}>{children}</Button>;
}

/** Leads to her page; nothing for who may not open customers. */
export function OpenCustomer({ customerId, children }: { readonly customerId: number; readonly children: React.ReactNode }) {
  const may = useMay('customers:read');
  return may ? <LinkButton href={paths.customer({ customerId: String(customerId) })} size="xs">{children}</LinkButton> : null;
}
