type Rules = { readonly createHTML: (text: string, type: string, sink: string) => string | null; readonly createScriptURL: (url: string) => string | null };
type Factory = { readonly createPolicy: (name: 'default', rules: Rules) => unknown };

// The server's content policy lets text become HTML or the address of a script by this alone; null refuses. Style sheets come as text and hold no element, the
// preview of a mail is shown in a frame whose sandbox runs nothing, and the one worker is ours.
(globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy('default', {
  createHTML: (text, _type, sink) => (sink === 'HTMLIFrameElement srcdoc' || !text.includes('<') ? text : null),
  createScriptURL: (url) => (url === '/sw.js' ? url : null),
});
