import type { JSX } from "preact";
import type { Page } from "../state/page.ts";
import { Start } from "./start/start.tsx";

/** The view that the address asks for. */
export function View({ page }: { readonly page: Page }): JSX.Element {
  return <Start page={page} />;
}
