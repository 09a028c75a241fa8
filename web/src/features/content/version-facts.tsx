import { paths } from '../../app/paths.ts';
import { formatDate, formatInstant, formatWhen } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Link } from '../../ui/link.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import css from './content.module.css';
import { functionName, type Signature, type Version, type VersionPage } from './content.ts';
import { messages } from './messages.ts';

const words = messages.page;

export const VersionState = ({ state }: { readonly state: string }) => <StateChip state={messages.chips[state] ?? 'neutral'}>{messages.states[state] ?? state}</StateChip>;

/** What a version is, for whom, and until when. */
export function VersionFacts({ version }: { readonly version: Version }) {
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [messages.heads.validity, messages.validity(formatDate(version.validFrom), formatDate(version.validTo))],
    [messages.heads.kind, messages.kinds[version.kind] ?? version.kind],
    [messages.heads.product, version.productName ?? messages.allProducts],
    [messages.heads.function, <FunctionMark key="f" of={functionName(version.function)} bare />],
    [words.audience, messages.audiences[version.audience] ?? version.audience],
    [words.market, `${version.market}, ${version.language}`],
    [words.citation, version.citation || words.none],
    [words.author, `${version.createdByName ?? words.unknownAuthor}, ${formatWhen(version.createdAt)}`],
    ...(version.endReason ? [[words.reason, version.endReason] as const] : []),
    [words.digest, <span key="d" className="t-mono">{version.digest.slice(0, 16)}</span>],
  ];
  return <Sheet title={words.facts}><dl className={css.facts}>{facts.map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl></Sheet>;
}

/** Who signed what; a signature for an older text says so. */
export function Signatures({ signatures }: { readonly signatures: readonly Signature[] }) {
  return (
    <Sheet title={words.signatures}>
      {signatures.length === 0 && <p className="t-quiet">{words.noSignatures}</p>}
      <ul className={css.list}>
        {signatures.map((one) => (
          <li key={one.signatureId}>
            <span><b>{messages.meanings[one.meaning]}</b> {one.name}</span>
            <span className={css.sub}>{formatInstant(one.signedAt)}{one.current ? '' : `, ${words.older}`}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

export function AllVersions({ page }: { readonly page: VersionPage }) {
  return (
    <Sheet title={words.versions}>
      <ul className={css.list}>
        {page.versions.map((one) => (
          <li key={one.versionId}>
            <span className={css.state}>{one.versionId === page.version.versionId ? <b>{messages.version(one.versionNo)}</b> : <Link href={paths.contentItem({ contentId: String(one.versionId) })}>{messages.version(one.versionNo)}</Link>}<VersionState state={one.state} /></span>
            <span className={css.sub}>{messages.validity(formatDate(one.validFrom), formatDate(one.validTo))}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
