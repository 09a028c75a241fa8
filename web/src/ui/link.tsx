import { useRef, type AnchorHTMLAttributes, type MouseEvent } from 'react';
import { useNavigation } from './navigation.ts';

export type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string; readonly plain?: boolean };

const PRELOAD_MS = 50; // a pointer that only crosses a link asks for nothing

/** A link within Tutti: a true anchor, moved by the router, its page fetched when the pointer rests on it. */
export function Link({ href, plain = false, className, onClick, children, ...rest }: LinkProps) {
  const { go, preload } = useNavigation();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = () => { timer.current = setTimeout(() => preload(href), PRELOAD_MS); };
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || rest.target || rest.download !== undefined) return;
    event.preventDefault();
    go(href);
  };
  return (
    <a {...rest} href={href} className={plain ? className : `t-link ${className ?? ''}`} onClick={click}
      onPointerEnter={soon} onFocus={soon} onPointerLeave={() => clearTimeout(timer.current)} onBlur={() => clearTimeout(timer.current)}>{children}</a>
  );
}
