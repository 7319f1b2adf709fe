/** The name of the form of a command's documents. */
export function schemaOf(command: string, version: number): string {
  return `userns-sim/${command}/${version}`;
}

export function jsonText(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
