import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, the longest first: one that begins late would keep a single worker busy at the end. */
const LONGEST = [
  "test/core/allocate/state/explore.test.ts",
  "test/growth/commands.test.ts",
  "test/cli/fuzz/hostile.test.ts",
  "test/docs/examples.test.ts",
  "test/testing/defects/defects.test.ts",
  "test/cli/fuzz/campaign.test.ts",
  "test/testing/check/parameters.test.ts",
  "test/conformance/runner-kernel.test.ts",
  "test/core/allocate/wrappers/oracles.prop.test.ts",
  "test/cli/hostile.test.ts",
  "test/testing/presets.test.ts",
  "test/cli/fuzz/examples.test.ts",
  "test/conformance/conformance.test.ts",
  "test/page/browser/accessibility.test.ts",
  "test/page/browser/screenshots.test.ts",
  "test/page/browser/lessons.test.ts",
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted].sort((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const index = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return index === -1 ? LONGEST.length : index;
}
