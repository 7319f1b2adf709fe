/** What can be imported from the package: the name of the file in dist, and the source behind it. */
export const entries = {
  index: "src/index.ts",
  kubelet: "src/kubelet.ts",
  kernel: "src/kernel.ts",
  "kernel/errno": "src/kernel-errno.ts",
  testing: "src/testing.ts",
  protocol: "src/protocol.ts",
  node: "src/node.ts",
  compare: "src/compare.ts",
  lessons: "src/lessons.ts",
  german: "src/german.ts",
} as const;
