import { dictionary } from "./said.ts";

/** What the view of the terms says, in English. */
export const termsEn = dictionary({
  lead: "The words of the lessons, and the errors of the kernel where IDs are concerned.",
  filter: "Show those with",
  count: (count: number, of: number) => (count === of ? `${of} terms` : `${count} of ${of} terms`),
  inTheOther: "German:",
  explainedIn: "Explained in",
});
