import { usePerson } from '../../app/session.ts';
import { FieldDay } from './day.tsx';
import { messages } from './messages.ts';
import { TeamHome } from './team.tsx';

/** Home of a representative: her day. Whoever manages representatives has the team at home, and the day one step away. */
export default function FieldHome() {
  return usePerson()?.managesTeam === true ? <TeamHome /> : <FieldDay place={[{ label: messages.home }]} />;
}
