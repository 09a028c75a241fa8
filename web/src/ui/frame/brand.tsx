/** The staff with four voices, and the name. */
export function Brand({ folded = false }: { readonly folded?: boolean }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 10 }}>
      <svg width="26" height="22" viewBox="0 0 26 22" aria-hidden="true" fill="none">
        <path d="M1 3.5h24M1 8.5h24M1 13.5h24M1 18.5h24" stroke="var(--t-ink-3)" strokeWidth="1.1" />
        <circle cx="4.5" cy="18.5" r="2.9" fill="var(--t-fn-sales)" />
        <circle cx="10.5" cy="13.5" r="2.9" fill="var(--t-fn-marketing)" />
        <circle cx="16" cy="8.5" r="2.9" fill="var(--t-fn-medical)" />
        <circle cx="21" cy="3.5" r="2.9" fill="var(--t-ink)" />
      </svg>
      {!folded && <span className="t-serif" style={{ fontSize: 21, lineHeight: '26px', fontWeight: 600 }}>Tutti</span>}
    </span>
  );
}
