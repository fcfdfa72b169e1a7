import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'tls');

/** A self-signed certificate of `siem.test`, `localhost` and 127.0.0.1, and its file for NODE_EXTRA_CA_CERTS. */
export const tlsPair = {
  key: readFileSync(join(folder, 'key.pem'), 'utf8'),
  cert: readFileSync(join(folder, 'cert.pem'), 'utf8'),
  certFile: join(folder, 'cert.pem'),
};
