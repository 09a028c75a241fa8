import { useSuspenseQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useParam } from '../../app/url-state.ts';
import { Columns, Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import css from './content.module.css';
import { differences, versionQuery, type Line } from './content.ts';
import { messages } from './messages.ts';
import { PreviewOf } from './preview.tsx';
import { SignActions } from './sign-actions.tsx';
import { Signatures, VersionFacts, VersionState } from './version-facts.tsx';

export const loader = ({ params, queryClient }: LoadArguments) => queryClient.ensureQueryData(versionQuery(params['reviewId'] ?? ''));

const words = messages.review;

function Changes({ lines }: { readonly lines: readonly Line[] }) {
  if (lines.every((line) => line.kind === 'kept')) return <p className="t-quiet">{words.noChanges}</p>;
  return <ul className={css.lines} aria-label={words.changes}>{lines.map((line, index) => <li key={index} data-kind={line.kind}>{line.kind !== 'kept' && <span className="t-hidden">{words[line.kind]}: </span>}{line.text || ' '}</li>)}</ul>;
}

/** Review: the text beside the one before, what changed, and the signatures it still needs. */
export default function ReviewPage() {
  const { data: page } = useSuspenseQuery(versionQuery(useParam('reviewId')));
  const { version, earlier } = page;
  return (
    <Page title={words.title(version.title, version.versionNo)} subtitle={<VersionState state={version.state} />} ids={version.code}
      place={[{ label: messages.place, href: paths.content() }, { label: messages.tabs.review, href: paths.reviews() }, { label: version.code }]}
      aside={<><SignActions page={page} /><Signatures signatures={page.signatures} /><VersionFacts version={version} /></>}>
      <Columns widths="1fr 1fr">
        <Sheet title={words.now(version.versionNo)}><PreviewOf preview={page.preview} name={words.now(version.versionNo)} /></Sheet>
        <Sheet title={earlier ? words.earlier(earlier.version.versionNo) : words.before} sunk>{earlier ? <PreviewOf preview={earlier.preview} name={words.earlier(earlier.version.versionNo)} /> : <p>{words.first}</p>}</Sheet>
      </Columns>
      {earlier && <Sheet title={words.changes}><Changes lines={differences(`${earlier.version.subject ?? ''}\n${earlier.version.body}`, `${version.subject ?? ''}\n${version.body}`)} /></Sheet>}
      {!earlier && <Sheet title={messages.page.source}><pre className={css.source}>{version.body}</pre></Sheet>}
    </Page>
  );
}
