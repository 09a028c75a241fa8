import { Dashboard } from './dashboard.tsx';
import { messages } from './messages.ts';

/** Home of a director: what worked and what did not. */
export default function DirectorHome() {
  return <Dashboard place={[{ label: messages.home }]} />;
}
