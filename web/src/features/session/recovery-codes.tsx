import { Button, CopyButton } from '@mantine/core';
import css from './account.module.css';
import { messages } from './messages.ts';

const words = messages.account.recovery;

function download(codes: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: 'tutti-recovery-codes.txt' });
  link.click();
  URL.revokeObjectURL(url);
}

/** The recovery codes, this once. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <>
      <p>{words.lead}</p>
      <ul className={css.codes} aria-label={words.title}>{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <div className={css.verbs}>
        <CopyButton value={codes.join('\n')}>{({ copied, copy }) => <Button size="xs" onClick={copy}>{copied ? messages.account.factor.copied : words.copy}</Button>}</CopyButton>
        <Button size="xs" onClick={() => download(codes)}>{words.download}</Button>
      </div>
    </>
  );
}
