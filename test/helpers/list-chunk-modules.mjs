// Prints as JSON which modules each file of the built program holds, and how many bytes of each.
import { rolldown } from 'rolldown';
import config from '../../rolldown.config.js';

const [program] = config;
const bundle = await rolldown(program);
const { output } = await bundle.generate(program.output);
await bundle.close();
const chunks = output.filter(({ type }) => type === 'chunk');
console.log(
  JSON.stringify(
    Object.fromEntries(
      chunks.map(({ fileName, modules }) => [
        fileName,
        Object.entries(modules).map(([id, { renderedLength }]) => ({ id, bytes: renderedLength })),
      ]),
    ),
  ),
);
