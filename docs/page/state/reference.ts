/** A question of the guide, as `docs/questions.mjs` finds it. */
export interface GuideQuestion {
  /** The title of the page that answers it. */
  readonly page: string;
  readonly title: string;
  readonly anchor: string;
}

/** The questions of the guide. Set by the build. */
declare const QUESTIONS: readonly GuideQuestion[] | undefined;

export const questions: readonly GuideQuestion[] = typeof QUESTIONS === "undefined" ? [] : QUESTIONS;

/** The address of a page of the guide, which the reference beside this page names by its title. */
export function guidePage(title: string, anchor = ""): string {
  const page = `reference/documents/${title.replace(/[^\w,.-]/g, "_")}.html`;
  return anchor === "" ? page : `${page}#${anchor}`;
}
