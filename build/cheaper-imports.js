/**
 * Statements of a package that cost much when it is imported, and what stands in their place.
 * The build fails where one is no longer found.
 */
const replacements = [
  {
    // Two of ICU's list formatters, some 15 ms each, for the texts of got's failed assertions.
    module: /[\\/]@sindresorhus[\\/]is[\\/]distribution[\\/]index\.js$/,
    from: /new Intl\.ListFormat\('en', \{ style: 'long', type: '(con|dis)junction' \}\)/g,
    to: (_, kind) => `({ format: (list) => list.join('${kind === 'con' ? ' and ' : ' or '}') })`,
  },
];

/** A plugin of rolldown that puts them in. */
export function replaceCostlyStatements() {
  return {
    name: 'replace-costly-statements',
    transform(code, id) {
      const replacement = replacements.find(({ module }) => module.test(id));
      if (replacement === undefined) return null;
      const result = code.replace(replacement.from, replacement.to);
      if (result === code) this.error(`${id} no longer has ${String(replacement.from)}`);
      return { code: result, map: null };
    },
  };
}
