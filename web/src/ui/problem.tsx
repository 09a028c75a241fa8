import { Button, CopyButton } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ProblemError } from '../api/problem-error.ts';
import { en } from '../messages/en.ts';
import css from './states.module.css';

export type ProblemProps = { readonly error: unknown; readonly title?: ReactNode; readonly onRetry?: () => void; readonly kept?: boolean };

/** An error of ours: what failed, a code to copy, a way to try again; what was typed is kept. */
export function Problem({ error, title, onRetry, kept = false }: ProblemProps) {
  const known = error instanceof ProblemError ? error : undefined;
  const text = known?.problem.detail ?? (known && title ? known.problem.title : undefined);
  const code = known?.code ?? 'web.unexpected';
  return (
    <div className={css.problem} role="alert">
      <IconAlertCircle size={18} stroke={1.6} aria-hidden="true" />
      <div>
        <p><b>{title ?? known?.problem.title ?? en.pages.failed}</b></p>
        {text && text !== title && <p>{text}</p>}
        {known?.problem.fields && known.problem.fields.length > 0 && <ul>{known.problem.fields.map((fault) => <li key={fault.field}><a className="t-link" href={`#${fault.field}`}>{fault.message}</a></li>)}</ul>}
        {kept && <p>{en.ui.lost}</p>}
        <div className={css.problemFoot}>
          {/* The page that loads anew asks for a sign-in, and comes back to where it was. */}
          {known?.status === 401 && <Button size="xs" variant="filled" onClick={() => window.location.reload()}>{en.ui.signIn}</Button>}
          {onRetry && <Button size="xs" onClick={onRetry}>{en.ui.retry}</Button>}
          <CopyButton value={code}>{({ copied, copy }) => <button type="button" className="t-link t-mono" onClick={copy} aria-label={`${en.ui.copyCode} ${code}`}>{copied ? en.ui.copied : code}</button>}</CopyButton>
        </div>
      </div>
    </div>
  );
}
