/** What braces in the name of a file may hold. */
export const templateNames = ['id', 'account', 'region', 'date', 'name'] as const;
type TemplateName = (typeof templateNames)[number];
export type TemplateValues = Readonly<Record<TemplateName, string>>;

/** `{{` and `}}` are braces. */
const token = /\{\{|\}\}|\{([^{}]*)\}|\{/g;

/** Whether a path holds anything to put in, or a brace that is written twice. */
export function isFileTemplate(path: string): boolean {
  return path.search(token) >= 0;
}

/** @returns the first word in braces that is not known, or `{` for a brace that is not closed */
export function findTemplateError(template: string): string | undefined {
  for (const [found, name] of template.matchAll(token)) {
    if (found === '{') return found;
    if (name !== undefined && !isTemplateName(name)) return found;
  }
  return undefined;
}

function isTemplateName(name: string): name is TemplateName {
  return templateNames.some((each) => each === name);
}

/** @param values safe as parts of a file name */
export function fillFileTemplate(template: string, values: TemplateValues): string {
  return template.replaceAll(token, (found, name?: string) => {
    if (name !== undefined && isTemplateName(name)) return values[name];
    return found === '}}' ? '}' : '{';
  });
}

interface PlannedTask {
  /** Undefined: it is not known yet, and will be its own. */
  readonly exportId?: string | undefined;
  readonly region: string;
  readonly roleFor?: string | undefined;
}

/**
 * Whether each of several tasks gets a file of its own. Dates may be the same; ids and names differ from task
 * to task of one account and region.
 */
export function tellsApart(template: string, tasks: readonly PlannedTask[]): boolean {
  const paths = tasks.map(({ exportId, region, roleFor = '' }, index) => {
    const id = exportId ?? `new ${index}`;
    return fillFileTemplate(template, { id, account: roleFor, region, date: '', name: id });
  });
  return new Set(paths).size === paths.length;
}
