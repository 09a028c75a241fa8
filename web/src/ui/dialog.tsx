import { ActionIcon, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { en } from '../messages/en.ts';
import css from './dialog.module.css';

export type DialogProps = { readonly title: string; readonly onClose: () => void; readonly wide?: boolean; readonly foot?: ReactNode; readonly children: ReactNode };

/** A dialog that is taken away whole gives the focus back to where it was opened. */
function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(() => () => {
    requestAnimationFrame(() => { if (document.activeElement === document.body && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true }); });
  }, [opener]);
}

/** A question over the page that must be answered or closed; what belongs to a list goes into a Panel instead. */
export function Dialog({ title, onClose, wide = false, foot, children }: DialogProps) {
  const phone = useMediaQuery('(max-width: 48em)') ?? false;
  useFocusBack();
  return (
    <Modal opened onClose={onClose} withCloseButton={false} size={wide ? 'lg' : 'md'} fullScreen={phone} padding={0}>
      <div className={css.head}>
        <Modal.Title className={css.title}>{title}</Modal.Title>
        <ActionIcon onClick={onClose} aria-label={en.ui.close} size={phone ? 44 : 32}><IconX size={18} stroke={1.6} /></ActionIcon>
      </div>
      <div className={css.body}>{children}</div>
      {foot && <div className={css.foot}>{foot}</div>}
    </Modal>
  );
}
