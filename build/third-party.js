import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageOf } from './stub-unused.js';

/**
 * A plugin of rolldown that writes the licences of all packages whose code is in the bundles. One
 * list for all of them: it is written again with each. More than one version of a package may be in them.
 */
export function collectLicences(file) {
  const packages = new Map();
  return {
    name: 'collect-licences',
    writeBundle(_, bundle) {
      for (const id of Object.values(bundle).flatMap((chunk) => Object.keys(chunk.modules ?? {}))) {
        const name = packageOf(id);
        const end = id.replaceAll('\\', '/').lastIndexOf(`node_modules/${name}/`);
        if (name !== '' && !id.startsWith('\0')) {
          const folder = id.slice(0, end + `node_modules/${name}`.length);
          const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
          packages.set(`${name} ${manifest.version}`, { name, folder, manifest });
        }
      }
      const sorted = [...packages].sort(([a], [b]) => (a < b ? -1 : 1));
      const source = sorted.map(([, found]) => describePackage(found));
      writeFileSync(file, `${head}${source.join('')}`);
    },
  };
}

const head = 'siem-export holds code of these packages.\n';
const line = `\n${'-'.repeat(80)}\n`;

function describePackage({ name, folder, manifest }) {
  const { version, license } = manifest;
  if (typeof license !== 'string') throw new Error(`${name} does not say its licence`);
  const texts = readdirSync(folder)
    .filter((each) => /^(?:licen[cs]e|copying|notice)/i.test(each))
    .map((each) => readFileSync(join(folder, each), 'utf8').trim());
  if (texts.length === 0) texts.push(standardText(manifest));
  return `${line}${name} ${version} (${license})\n${sourceOf(manifest)}\n\n${texts.join('\n\n')}\n`;
}

/** Some licences ask to say where the source is. Packages write `github:owner/name`, `owner/name` or an address. */
function sourceOf({ name, repository }) {
  const source = typeof repository === 'string' ? repository : repository?.url;
  if (source === undefined) throw new Error(`${name} does not say where its source is`);
  return source
    .replace(/^git(?:\+https)?:/, 'https:')
    .replace(/^(?:github:)?(?=[\w-]+\/[\w.-]+$)/, 'https://github.com/');
}

/** For a package that names its licence and does not repeat it. */
function standardText({ name, license, author }) {
  if (license !== 'MIT') throw new Error(`${name} (${license}) has no text of its licence`);
  const [, terms] = readFileSync(new URL('../LICENSE', import.meta.url), 'utf8').split(
    /(?=Permission is hereby granted)/,
  );
  return `Copyright (c) ${author?.name ?? author ?? `the authors of ${name}`}\n\n${terms.trim()}`;
}
