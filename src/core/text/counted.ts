/** Says a number of things: `1 pod`, `2 pods`; `ID` is the same word in German. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
