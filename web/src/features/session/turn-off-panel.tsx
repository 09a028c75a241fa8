import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { toast } from '../../ui/toast.tsx';
import { useDeed } from './account.ts';
import { messages } from './messages.ts';
import { ProofForm, type Proof } from './proof-form.tsx';

const words = messages.account.factor;

/** Turns the second step off, by password and code. */
export function TurnOffPanel({ closeTo }: { readonly closeTo: string }) {
  const { go } = useNavigation();
  const off = useDeed<Proof>('/two-factor/disable', () => { toast(words.turnedOff); go(closeTo); });
  return (
    <Panel title={words.offTitle} closeTo={closeTo} wide>
      <ProofForm lead={words.offLead} verb={words.turnOff} error={off.error} isPending={off.isPending} onProof={(proof) => off.mutate(proof)} closeTo={closeTo} />
    </Panel>
  );
}
