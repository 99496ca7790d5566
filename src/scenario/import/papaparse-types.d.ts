/**
 * The one call of papaparse that the importers use. The published types bring all of Node's types along, which must not
 * compile in this folder; tsconfig.pure.json points here instead.
 */
declare const Papa: {
  parse<Row>(
    text: string,
    config: { readonly delimiter: string; readonly newline: '\n' },
  ): { readonly data: Row[]; readonly errors: readonly { readonly code: string }[] };
};
export default Papa;
