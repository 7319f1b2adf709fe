import { dictionary } from "./said.ts";

/** What the page says about itself, in English. */
export const aboutEn = dictionary({
  title: "About this page",
  whatTitle: "What it is",
  what: [
    "This page runs the library `userns-sim` in your browser. It asks no server and needs no account; it also works from a file, and offline.",
    "Every answer on it is computed: what a pod gets as a kubelet would give it, and what a process may do as the kernel would decide, with the rule that settled it.",
    "It is a model. It has no `kubectl` and no node, so practise on a cluster too.",
  ],
  leftOutTitle: "What it leaves out",
  leftOut:
    "Security modules, seccomp, network filesystems and much else are not modelled. What is left out mostly adds refusals: where the model allows, a node may refuse.",
  leftOutPage: "All of it, with the direction in which an answer can be wrong",
  unread: "Releases of Kubernetes whose source nobody read",
  evidenceTitle: "How its answers are known",
  checks: (count: number) => `${count} claims of the lessons were put to a running kernel`,
  rules: (count: number) =>
    `The kernel has ${count} rules here, each with the function or the sentence of the manual that it is from`,
  releases: "The kubelet, release by release",
  release: "Release",
  source: "Source that was read",
  notRead: "not read",
  sourcesTitle: "Sources of the lessons",
  sources: (count: number) => `${count} sources besides those checks`,
  versionsTitle: "Versions",
  versions: {
    page: "This page and its library",
    kubernetes: "Kubernetes, unless another release is named",
    linux: "Linux",
  },
  licenceTitle: "Licence",
  licence:
    "MIT, copyright 2026 userns-sim contributors. What the page is built with has its licences at the end of its file.",
  progressTitle: "Your progress",
  progress:
    "What you answered, which lessons you chose and which are done is kept in this browser and nowhere else. Where a browser keeps nothing, the page works the same until it is closed.",
  forget: "Forget my progress",
  forgotten: "Nothing is kept any more.",
});
