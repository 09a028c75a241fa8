import { useSuspenseQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useParam, useUrlState } from '../../app/url-state.ts';
import { NotFound } from '../../app/not-found.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { JourneyDrawing } from './journey-drawing.tsx';
import { layoutJourney, type PlacedJourney } from './journey-layout.ts';
import { stepSentence, waysFrom } from './journey-words.ts';
import css from './journey.module.css';
import { journeysQuery, totalOf, type Journey } from './journeys.ts';
import { JourneyState } from './journeys-page.tsx';
import { messages } from './messages.ts';
import { StepDecisions } from './step-decisions.tsx';

const words = messages.journey;
export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(journeysQuery());

/** One version of a journey: drawn from left to right, and the same as an outline. */
export default function JourneyPage() {
  const { data: journeys } = useSuspenseQuery(journeysQuery());
  const id = useParam('journeyId');
  const [search, , hrefWith] = useUrlState<'step' | 'option' | 'customer' | 'cursor'>();
  const journey = journeys.find((one) => String(one.journeyVersionId) === id);
  if (!journey) return <NotFound />;
  const placed = layoutJourney(journey);
  const deciding = journey.state === 'live' || journey.state === 'retired' ? placed.steps.filter((step) => step.kind === 'decide') : [];
  const decides = deciding.find((step) => step.id === search.step) ?? deciding[0];
  const others = journeys.filter((one) => one.code === journey.code && one !== journey);
  return (
    <Page title={journey.state === 'template' ? words.templateTitle(journey.name) : journey.state === 'draft' ? words.draftTitle(journey.name) : words.oneTitle(journey.name, totalOf(journey))} subtitle={<><JourneyState state={journey.state} /> {words.version(journey.version)} <Others others={others} /></>}
      place={[{ label: messages.place, href: paths.orchestration() }, { label: messages.journeys, href: paths.journeys() }, { label: `${journey.name}, v${journey.version}` }]}>
      <Sheet title={words.drawing} aside={words.leftToRight}><JourneyDrawing journey={placed} /></Sheet>
      <Sheet title={words.outline} flush><Outline journey={placed} decisionsOf={deciding.length > 1 ? (step) => hrefWith({ step, option: undefined, customer: undefined, cursor: undefined }) : undefined} /></Sheet>
      {decides && <StepDecisions key={decides.id} of={{ journeyVersionId: journey.journeyVersionId, step: decides.id }} />}
    </Page>
  );
}

function Others({ others }: { readonly others: readonly Journey[] }) {
  if (others.length === 0) return null;
  return <>{words.others} {others.map((one, i) => <span key={one.journeyVersionId}>{i > 0 && ', '}<Link href={paths.journey({ journeyId: String(one.journeyVersionId) })}>{`v${one.version}, ${(words.states[one.state] ?? one.state).toLowerCase()}`}</Link></span>)}</>;
}

type OutlineProps = { readonly journey: PlacedJourney; /** Where several steps decide: the way to the decisions of each. */ readonly decisionsOf: ((step: string) => string) | undefined };

function Outline({ journey, decisionsOf }: OutlineProps) {
  return (
    <ol className={css.outline}>
      {journey.steps.map((step) => (
        <li key={step.id}>
          <div>
            <b>{step.name}</b>
            <p>{stepSentence(step)} {step.kind === 'decide' && decisionsOf && <Link href={decisionsOf(step.id)}>{words.seeDecisions}</Link>}</p>
            <ul>{waysFrom(journey, step.id).map(({ way, to }) => <li key={`${way}${to}`}>{words.goes(way, to)}</li>)}</ul>
          </div>
          {step.kind !== 'exit' && <span className={css.count}><b>{formatNumber(step.underWay)}</b> {words.standHere}</span>}
        </li>
      ))}
    </ol>
  );
}
