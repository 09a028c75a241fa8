import { Button, type ButtonProps } from '@mantine/core';
import { useId } from 'react';
import css from './orchestration.module.css';

type VerbButtonProps = ButtonProps & { readonly onClick: () => void; readonly refusedBecause?: string | undefined; readonly children: React.ReactNode };

/** A verb; where it may not be done it stays, focusable, with its reason beside it. */
export function VerbButton({ onClick, refusedBecause, children, ...rest }: VerbButtonProps) {
  const id = useId();
  if (!refusedBecause) return <Button {...rest} onClick={onClick}>{children}</Button>;
  return (
    <span className={css.verb}>
      <Button {...rest} data-disabled aria-disabled aria-describedby={id} onClick={(event) => event.preventDefault()}>{children}</Button>
      <small id={id}>{refusedBecause}</small>
    </span>
  );
}
