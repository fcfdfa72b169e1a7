import { downloadFile } from '../../src/transfer/download-file.ts';
import { startSystem } from '../../src/system.ts';

/** One download in a process of its own, so that it can be measured, and killed. The path `-`: to stdout. */
const [link = '', path = '', connections = '1'] = process.argv.slice(2);
const { context, stop } = startSystem();
await downloadFile(
  {
    link,
    target:
      path === '-'
        ? { kind: 'stdout', stream: context.streams.stdout, forgetsChunks: true }
        : { kind: 'file', path, ifExists: 'overwrite' },
    policy: { allowedHosts: ['127.0.0.1'], allowLoopback: true },
    connections: connections === 'auto' ? 'auto' : Number(connections),
    signal: context.signal,
  },
  { ...context, userAgent: 'siem-export/benchmark' },
);
stop();
