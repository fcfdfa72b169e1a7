import { downloadFile } from '../../src/transfer/download-file.ts';
import { defaultDownloadOptions } from '../../src/transfer/download-request.ts';
import { startProgramContext } from '../../src/program-context.ts';

/** One download in a process of its own, so that it can be measured, and killed. The path `-`: to stdout. */
const [link = '', path = '', connections = '1'] = process.argv.slice(2);
const { context, stop } = startProgramContext();
await downloadFile(
  {
    ...defaultDownloadOptions,
    ifExists: 'overwrite',
    link,
    target:
      path === '-'
        ? { kind: 'stdout', stream: context.streams.stdout, detachesChunks: true }
        : { kind: 'file', path },
    policy: { allowedHosts: ['127.0.0.1'], allowLoopback: true },
    connections: connections === 'auto' ? 'auto' : Number(connections),
    signal: context.signal,
  },
  { ...context, userAgent: 'siem-export/benchmark' },
);
stop();
