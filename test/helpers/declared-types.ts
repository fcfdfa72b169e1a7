import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import ts from 'typescript';

const folder = resolve(import.meta.dirname, '../../dist/types');

/** The files of types, those of the doors first. */
export const typeFiles = ['index.d.ts', 'sandbox.d.ts', 'errors.d.ts'] as const;

/** Something that the types name: exported by a door, or what an export is made of. */
export interface Declared {
  readonly name: string;
  readonly isExported: boolean;
  /** Its TSDoc as written; empty where there is none. */
  readonly comment: string;
  /** What can be read or given of it and has no comment: `ExportTask.progress`. */
  readonly bareMembers: readonly string[];
}

/** All that the built types declare, as a reader's editor shows it. */
export async function readDeclared(): Promise<readonly Declared[]> {
  const files = await Promise.all(typeFiles.map(parse));
  const exported = new Set(files.slice(0, 2).flatMap(listExports));
  return files.flatMap((file) =>
    file.statements.filter(isDeclaration).map((node) => {
      const name = node.name?.text ?? '';
      return {
        name,
        isExported: exported.has(name),
        comment: commentOf(node),
        bareMembers: listBareMembers(node).map((member) => `${name}.${member}`),
      };
    }),
  );
}

export async function readTypes(name: (typeof typeFiles)[number]): Promise<string> {
  return await readFile(resolve(folder, name), 'utf8');
}

async function parse(name: (typeof typeFiles)[number]): Promise<ts.SourceFile> {
  return ts.createSourceFile(name, await readTypes(name), ts.ScriptTarget.Latest, true);
}

function listExports(file: ts.SourceFile): readonly string[] {
  return file.statements
    .filter(ts.isExportDeclaration)
    .flatMap(({ exportClause }) =>
      exportClause !== undefined && ts.isNamedExports(exportClause)
        ? exportClause.elements.map(({ name }) => name.text)
        : [],
    );
}

function isDeclaration(node: ts.Node) {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isFunctionDeclaration(node)
  );
}

function commentOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map((comment) => comment.getText())
    .join('\n');
}

function listBareMembers(node: ts.Node): readonly string[] {
  const bare: string[] = [];
  const visit = (each: ts.Node): void => {
    const isMember = ts.isTypeElement(each) || ts.isClassElement(each);
    const isPrivate = isMember && each.name !== undefined && ts.isPrivateIdentifier(each.name);
    if (isMember && !isPrivate && commentOf(each) === '') {
      bare.push(each.name?.getText() ?? each.getText());
    }
    ts.forEachChild(each, visit);
  };
  ts.forEachChild(node, visit);
  return bare;
}
