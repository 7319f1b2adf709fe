/**
 * Takes the keyboard to what a view is about, when the reader comes to another place. At first the keyboard stays where a
 * new document has it, unless the address names a place within a view.
 */
export function arrive(main: HTMLElement, arrivals: number): void {
  const anchor = main.querySelector<HTMLElement>('[data-arrive="anchor"]');
  if (arrivals === 0) {
    anchor?.focus();
    return;
  }
  window.scrollTo(0, 0);
  const step = main.querySelector<HTMLElement>("[data-arrive]");
  (anchor ?? step ?? main.querySelector("h1"))?.focus();
}
