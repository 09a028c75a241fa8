import { Button, type ButtonProps } from '@mantine/core';
import { Link } from '../../ui/link.tsx';

/** A link that looks like a verb: it leads to where the verb is done. */
export function LinkButton({ href, children, ...rest }: ButtonProps & { readonly href: string; readonly children: React.ReactNode }) {
  return <Button component={Link} plain href={href} {...rest}>{children}</Button>;
}
