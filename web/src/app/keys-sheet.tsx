import { Switch } from '@mantine/core';
import { en } from '../messages/en.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/key-tip.tsx';
import { setSingleKeys, useActiveKeys, useSingleKeys } from '../ui/keys.ts';
import css from './keys-sheet.module.css';

/** All keys that work on this page, and the switch for single letters. */
export default function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  const active = useActiveKeys();
  const single = useSingleKeys();
  const seen = new Map(active.map((binding) => [binding.keys, binding]));
  return (
    <Dialog title={en.shell.keysTitle} onClose={onClose} wide>
      <dl className={css.keys}>
        {[...seen.values()].map((binding) => <div key={binding.keys}><dt>{binding.label}</dt><dd><Keys keys={binding.keys} /></dd></div>)}
      </dl>
      <Switch mt="lg" checked={single} onChange={(event) => setSingleKeys(event.currentTarget.checked)} label={en.shell.keysSwitch} description={en.shell.keysHint} />
    </Dialog>
  );
}
