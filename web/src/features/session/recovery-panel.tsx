import { Button } from '@mantine/core';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { useDeed } from './account.ts';
import css from './account.module.css';
import { messages } from './messages.ts';
import { ProofForm, type Proof } from './proof-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

const words = messages.account.recovery;

/** Makes new recovery codes in place of the old ones, and shows them once. */
export function RecoveryPanel({ closeTo }: { readonly closeTo: string }) {
  const { go } = useNavigation();
  const renew = useDeed<Proof, { backupCodes: readonly string[] }>('/two-factor/generate-backup-codes');
  const codes = renew.data?.backupCodes;
  return (
    <Panel title={words.title} closeTo={closeTo} wide foot={codes ? <Button variant="filled" onClick={() => go(closeTo)}>{words.done}</Button> : undefined}>
      {codes ? <div className={css.form}><RecoveryCodes codes={codes} /></div>
        : <ProofForm lead={words.renewLead} verb={words.renewSubmit} error={renew.error} isPending={renew.isPending} onProof={(proof) => renew.mutate(proof)} closeTo={closeTo} />}
    </Panel>
  );
}
