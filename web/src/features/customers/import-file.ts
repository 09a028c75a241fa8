import type { Answer } from '../../api/call.ts';
import { ProblemError, type ProblemBody } from '../../api/problem-error.ts';

export type Described = Answer<'/api/customers/files/{fileId}'>;

/** Sends the file as it is; the browser streams it and says how far it is. */
export function uploadFile(file: File, on: { readonly progress: (share: number) => void; readonly signal: AbortSignal }): Promise<Described> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', `/api/customers/files?${new URLSearchParams({ fileName: file.name.slice(-200) })}`);
    sending.setRequestHeader('content-type', 'application/octet-stream');
    sending.setRequestHeader('x-tutti-request', '1');
    sending.responseType = 'json';
    sending.upload.onprogress = (event) => { if (event.lengthComputable) on.progress(event.loaded / event.total); };
    const fail = (body: Partial<ProblemBody>) => reject(new ProblemError({ ...body, title: body.title ?? 'The server could not be reached', status: sending.status, code: body.code ?? 'network.unreachable' }));
    sending.onload = () => (sending.status < 300 ? resolve(sending.response as Described) : fail((sending.response ?? {}) as Partial<ProblemBody>));
    sending.onerror = () => fail({});
    sending.onabort = () => fail({ title: 'The upload was stopped. Nothing was kept.', code: 'customers.import_broken_off' });
    on.signal.addEventListener('abort', () => sending.abort());
    sending.send(file);
  });
}
