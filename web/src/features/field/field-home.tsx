import { FieldDay } from './day.tsx';
import { messages } from './messages.ts';

/** Home of a representative: her day. */
export default function FieldHome() {
  return <FieldDay place={[{ label: messages.home }]} />;
}
