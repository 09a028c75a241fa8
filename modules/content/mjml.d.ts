declare module 'mjml' {
  type Options = { validationLevel?: 'strict' | 'soft' | 'skip'; fonts?: Record<string, string>; keepComments?: boolean; ignoreIncludes?: boolean };
  type Result = { html: string; errors: readonly { line: number; message: string; tagName: string; formattedMessage: string }[] };
  export default function mjml2html(input: string, options?: Options): Promise<Result>;
}
