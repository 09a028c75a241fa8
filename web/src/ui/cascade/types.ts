import type { FunctionName } from '../theme/tokens.ts';

/** One channel that carries part of those reached. */
export type CascadeBranch = {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly count: number;
  readonly function: FunctionName;
  readonly channel: string;
  /** Who acts: "Benjamin", "41 reps", "automatic". */
  readonly people?: string;
  readonly outcome?: string;
  readonly outcomeNote?: string;
};

/** One reason for which the gate refused. */
export type CascadeReason = { readonly id: string; readonly label: string; readonly count: number };

export type CascadeFlowProps = {
  readonly event: { readonly function: FunctionName; readonly kind: string; readonly title: string; readonly note?: string };
  readonly audience: { readonly count: number; readonly label: string };
  readonly reached: { readonly count: number; readonly label: string };
  readonly branches: readonly CascadeBranch[];
  readonly heldOut?: { readonly count: number; readonly label: string };
  readonly refused: { readonly count: number; readonly label: string; readonly reasons: readonly CascadeReason[] };
  /** Head of the last column: "After 2 hours". */
  readonly outcomeHead?: string;
  /** While it runs. */
  readonly progress?: { readonly done: number; readonly all: number };
  /** `audience`, `reached`, `held-out`, `refused`, or the id of a branch or reason. */
  readonly selected?: string;
  readonly onSelect?: (part: string) => void;
};
