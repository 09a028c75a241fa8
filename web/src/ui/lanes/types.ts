import type { FunctionName } from '../theme/tokens.ts';

/** Whose lane: the customer's on top in ink, one a function below. */
export type LaneOwner = 'customer' | FunctionName;

export type Lane = {
  readonly of: LaneOwner;
  /** Why nothing of it is shown; the lane is then hatched, with these words and no marks. */
  readonly closed?: string;
};

export type LaneMark = {
  readonly id: string;
  readonly lane: LaneOwner;
  /** As the API spells it: visit, email, phone, event, sms, portal. */
  readonly channel: string;
  readonly at: string | number;
  /** What it was, in words: "Visit, 12 min, dosing in elderly patients". */
  readonly label: string;
  readonly planned?: boolean;
  readonly inPart?: boolean;
  /** The marks it led to. */
  readonly ledTo?: readonly string[];
};

export type LanesProps = {
  /** "Dr Osei". */
  readonly customer: string;
  readonly lanes: readonly Lane[];
  readonly marks: readonly LaneMark[];
  readonly from: string | number;
  readonly to: string | number;
  readonly now: string | number;
  readonly currentId?: string;
  readonly onOpen?: (mark: LaneMark) => void;
};
