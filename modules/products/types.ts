export type ProductId = number;

export type Product = {
  readonly productId: ProductId;
  readonly code: string;
  readonly name: string;
  readonly indication: string;
  readonly therapeuticArea: string;
  /** False: a competitor's. */
  readonly isOwn: boolean;
  readonly launchedOn: string | null;
};

export type NewProduct = {
  readonly code: string;
  readonly name: string;
  readonly indication?: string;
  readonly therapeuticArea?: string;
  readonly isOwn?: boolean;
  readonly launchedOn?: string | null;
};
