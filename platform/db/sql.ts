/** A piece of SQL with its bound values; pieces nest, and every `${…}` that is not a piece is a bound value. */
export class Sql {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
  /** Each connection keeps its plan; see `sql.prepared`. */
  readonly prepared: boolean;
  constructor(strings: readonly string[], values: readonly unknown[], prepared = false) {
    this.strings = strings;
    this.values = values;
    this.prepared = prepared;
  }

  /** The statement as PostgreSQL takes it: text with $1, $2 … and the values in that order. */
  build(): { text: string; values: unknown[] } {
    const values: unknown[] = [];
    const text = this.#append(values);
    return { text, values };
  }

  #append(values: unknown[]): string {
    let text = this.strings[0] ?? '';
    this.values.forEach((value, index) => {
      text += value instanceof Sql ? value.#append(values) : `$${values.push(value)}`;
      text += this.strings[index + 1] ?? '';
    });
    return text;
  }
}

function template(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  return new Sql(strings, values);
}

/** Plain SQL text; `${value}` is bound, `${sql`…`}` is spliced in. */
export const sql = Object.assign(template, {
  /**
   * A statement that is asked again and again and takes longer to plan than to run, such as whatever reads the monthly partitions: each connection parses it once, and PostgreSQL
   * keeps one plan when that seems no dearer than planning anew. For small reads by key; not where another value wants another plan, nor for texts of many shapes.
   */
  prepared(strings: TemplateStringsArray, ...values: unknown[]): Sql {
    return new Sql(strings, values, true);
  },
  /** Pieces one after another with a separator. */
  join(pieces: readonly Sql[], separator = ', '): Sql {
    if (pieces.length === 0) return new Sql([''], []);
    return new Sql(['', ...Array<string>(pieces.length - 1).fill(separator), ''], pieces);
  },
  /** An identifier, quoted; for generators that read names from the catalog, never for user input. */
  id(...names: readonly string[]): Sql {
    return new Sql([names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')], []);
  },
  /** Text made by our own generators (policies, compiled plays); never from input. */
  trusted(text: string): Sql {
    return new Sql([text], []);
  },
  empty: new Sql([''], []),
});
