/** A number in up to ten digits, and nothing else; `undefined` for any other text. */
export function decimal(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
