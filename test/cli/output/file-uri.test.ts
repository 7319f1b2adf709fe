import { expect, it } from "vitest";
import { fileUri } from "../../../src/cli/output/file-uri.ts";

it.each([
  ["pods.yaml", "pods.yaml"],
  ["a/b c/pods.yaml", "a/b%20c/pods.yaml"],
  ["./pods.yaml", "pods.yaml"],
  [".//./pods.yaml", "pods.yaml"],
  ["./", "./"],
  ["../pods.yaml", "../pods.yaml"],
  ["/etc/pods.yaml", "file:///etc/pods.yaml"],
  ["//etc/pods.yaml", "file:///etc/pods.yaml"],
  ["https://example.org/pods.yaml", "https%3A//example.org/pods.yaml"],
  ["a?b#c%d", "a%3Fb%23c%25d"],
  ["\u001b[31m\u202e\n", "%1B%5B31m%E2%80%AE%0A"],
  ["\ud800.yaml", "%EF%BF%BD.yaml"],
  ["\u{1f600}.yaml", "%F0%9F%98%80.yaml"],
])("the URI of %j is %s", (path, uri) => {
  expect(fileUri(path)).toBe(uri);
});
