import { dictionary } from "./said.ts";

/** All that the page itself says, in English. */
export const en = dictionary({
  title: "userns-sim",
  model: (kubernetes: string, linux: string) => `A model, not a kernel: Kubernetes ${kubernetes}, Linux ${linux}.`,
  toContent: "To the content",
  views: "Views",
  languages: "Languages",
  lessons: "Lessons",
  play: "Your own pods",
  terms: "Terms",
  about: "About",
  unknownAddress: "Nothing is at this address. This is where all begins.",
});
