import { useSuspenseQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { useParam, useUrlState } from '../../app/url-state.ts';
import { Columns, Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import css from './content.module.css';
import { versionQuery } from './content.ts';
import { DraftPanel } from './draft-panel.tsx';
import { messages } from './messages.ts';
import { PreviewOf } from './preview.tsx';
import { VersionActions } from './version-actions.tsx';
import { AllVersions, Signatures, VersionFacts, VersionState } from './version-facts.tsx';

export const loader = ({ params, queryClient }: LoadArguments) => queryClient.ensureQueryData(versionQuery(params['contentId'] ?? ''));

const words = messages.page;

/** One version: as it reads, who signed it, what it is, and what can be done with it. */
export default function ContentPage() {
  const { data: page } = useSuspenseQuery(versionQuery(useParam('contentId')));
  const [search, , hrefWith] = useUrlState<'panel'>();
  const drafts = useMay('content:draft');
  const { version } = page;
  return (
    <Page title={version.title} place={[{ label: messages.place, href: paths.content() }, { label: `${version.code} ${messages.version(version.versionNo)}` }]}
      subtitle={<span className={css.state}><VersionState state={version.state} />{messages.version(version.versionNo)}</span>} ids={version.code}>
      <VersionActions version={version} editHref={hrefWith({ panel: 'edit' })} />
      <Columns widths="3fr 2fr">
        <Sheet title={words.preview}><PreviewOf preview={page.preview} name={version.title} /></Sheet>
        <div className={css.stack}>
          <Signatures signatures={page.signatures} />
          <VersionFacts version={version} />
          <AllVersions page={page} />
        </div>
      </Columns>
      {version.patterns && <Sheet title={words.patterns}><p className={css.plain}>{version.patterns}</p></Sheet>}
      {version.choices.length > 0 && <Sheet title={words.choices}><ul className={css.list}>{version.choices.map((choice) => <li key={choice.code}><span>{choice.label}</span><span className="t-mono">{choice.code}</span></li>)}</ul></Sheet>}
      {version.kind === 'email_template' && <Sheet title={words.source}><pre className={css.source}>{version.body}</pre></Sheet>}
      {search.panel === 'edit' && drafts && version.state === 'draft' && <DraftPanel key={version.digest} version={version} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
