import { encode } from 'uqr';
import css from './account.module.css';
import { messages } from './messages.ts';

const QUIET = 4; // modules of white around it, as the standard asks, so that cameras find the edge

/** A text as a QR code; black on white in both themes, because readers of codes expect it. */
export function QrCode({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return <svg className={css.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={messages.account.factor.qr} shapeRendering="crispEdges"><path d={dark} fill="#000" /></svg>;
}
