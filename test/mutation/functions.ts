import ts from "typescript";

/** The body of a function, as offsets into its file. */
export interface FunctionSpan {
  readonly start: number;
  readonly end: number;
  readonly body: { readonly start: number; readonly end: number; readonly block: boolean };
}

/** Every function of a file that has a body, the outer ones before those in them. */
export function functionsOf(text: string): readonly FunctionSpan[] {
  const source = ts.createSourceFile("any.ts", text, ts.ScriptTarget.Latest);
  const found: FunctionSpan[] = [];
  const visit = (node: ts.Node): void => {
    const body = bodyOf(node);
    if (body !== undefined)
      found.push({
        start: node.getStart(source),
        end: node.end,
        body: { start: body.getStart(source), end: body.end, block: ts.isBlock(body) },
      });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function bodyOf(node: ts.Node): ts.Node | undefined {
  if (ts.isArrowFunction(node)) return node.body;
  return ts.isFunctionLike(node) && "body" in node ? (node.body as ts.Block | undefined) : undefined;
}

/** The number of the innermost function around an offset, counted from 1; 0 outside of all. */
export function functionAt(functions: readonly FunctionSpan[], offset: number): number {
  return functions.reduce((found, { start, end }, index) => (start <= offset && offset < end ? index + 1 : found), 0);
}
