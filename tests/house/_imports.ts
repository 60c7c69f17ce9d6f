import ts from 'typescript';

/** One import, re-export or dynamic import of a source. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /**
   * Gone at run time. `import { type A }` is not: under `verbatimModuleSyntax` the module is still loaded, so only
   * `import type { A }` and `import('…').A` in a type count.
   */
  readonly isTypeOnly: boolean;
}

/**
 * The imports of a TypeScript file, or of the front matter and the scripts of an Astro file, in the order they stand;
 * none for files of any other kind.
 */
export function importsOf(path: string, source: string): readonly Import[] {
  if (!/\.(tsx?|mjs|astro)$/.test(path)) return [];
  const code = path.endsWith('.astro') ? astroCode(source) : source;
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.ESNext, false, kind);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const target = targetOf(node);
    if (target) {
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      found.push({ specifier: target.specifier, line, isTypeOnly: target.isTypeOnly });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function targetOf(node: ts.Node): Omit<Import, 'line'> | undefined {
  if (ts.isImportDeclaration(node)) {
    return text(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
  }
  if (ts.isExportDeclaration(node)) return text(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? text(node.argument.literal, true) : undefined;
  }
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isDynamic ? text(node.arguments[0], false) : undefined;
}

function text(node: ts.Node | undefined, isTypeOnly: boolean): Omit<Import, 'line'> | undefined {
  return node && ts.isStringLiteralLike(node) ? { specifier: node.text, isTypeOnly } : undefined;
}

/** Everything but front matter and scripts turned into blanks, so that lines keep their numbers. */
function astroCode(source: string): string {
  const kept = [...source.matchAll(/^---\n([\s\S]*?)\n---$/gm)].slice(0, 1);
  kept.push(...source.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g));
  let code = source.replace(/[^\n]/g, ' ');
  for (const match of kept) {
    const body = match[1] as string;
    const from = match.index + match[0].indexOf(body);
    code = code.slice(0, from) + body + code.slice(from + body.length);
  }
  return code;
}
