import { Button, CopyButton } from '@mantine/core';
import { en } from '../../messages/en.ts';
import { saveFile } from '../../ui/csv.ts';
import css from './account.module.css';
import { messages } from './messages.ts';

const words = messages.account.recovery;

/** The recovery codes, this once. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <>
      <p>{words.lead}</p>
      <ul className={css.codes} aria-label={words.title}>{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <div className={css.verbs}>
        <CopyButton value={codes.join('\n')}>{({ copied, copy }) => <Button size="xs" onClick={copy}>{copied ? en.ui.copied : words.copy}</Button>}</CopyButton>
        <Button size="xs" onClick={() => saveFile('tutti-recovery-codes.txt', `${codes.join('\n')}\n`, 'text/plain')}>{words.download}</Button>
      </div>
    </>
  );
}
