/** One page of a list by key: `next` is the cursor of the page after, null at the end. */
export type PageOf<Row> = { readonly items: readonly Row[]; readonly next: string | null };
