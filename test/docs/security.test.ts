import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { MAX_LOOKED_AT } from "../../src/cli/audit/namespace-findings.ts";
import { MAX_OWNERS } from "../../src/cli/decode/decode.ts";
import { MAX_FILE_BYTES, mebibytes } from "../../src/cli/documents/input.ts";
import { MAX_DEPTH, MAX_VALUES } from "../../src/cli/documents/yaml/limits.ts";
import { MAX_ANCHORS, MAX_WORDS, MAX_YAML_LENGTH } from "../../src/cli/documents/yaml/yaml.ts";
import { MAX_REPEATED } from "../../src/cli/documents/yaml/yaml-flaws.ts";
import { MAX_MAP_BYTES } from "../../src/cli/inputs/given-map.ts";
import { MAX_PROCESSES } from "../../src/cli/inputs/proc.ts";
import { MAX_ENTRIES, MAX_USERNS_BYTES } from "../../src/cli/kubelet/pods-dir.ts";
import { MAX_WRITTEN_BYTES } from "../../src/cli/map-check/command.ts";
import { MAX_PODS } from "../../src/cli/place/refuse.ts";
import { MAX_LOOKS, MAX_READ_AGAIN } from "../../src/cli/replay/looks.ts";
import { MAX_TRACE_BYTES } from "../../src/cli/trace/load.ts";
import { MAX_OPS } from "../../src/cli/trace/shapes.ts";
import {
  MAX_CONTAINERS,
  MAX_OBJECTS,
  MAX_VALUES as MAX_VALUES_OF_OBJECT,
} from "../../src/core/manifest/read-manifests.ts";
import { page } from "../support/counts.ts";
import { tableRows } from "../support/markdown-table.ts";

const number = (count: number): string => count.toLocaleString("en-GB");

describe("SECURITY.md", () => {
  it("names the limits that there are", () => {
    expect(tableRows(page("SECURITY.md"), "what", "at most")).toEqual([
      ["a file, or standard input", mebibytes(MAX_FILE_BYTES)],
      ["a file of YAML", mebibytes(MAX_YAML_LENGTH)],
      ["words and signs of YAML in a file", number(MAX_WORDS)],
      ["anchors and aliases in a document of YAML", number(MAX_ANCHORS)],
      ["text of YAML that its aliases and merges repeat", mebibytes(MAX_REPEATED)],
      ["values in a file of JSON", number(MAX_VALUES)],
      ["lists and objects in each other, in JSON and YAML", number(MAX_DEPTH)],
      ["Kubernetes objects at a time", number(MAX_OBJECTS)],
      ["values in one Kubernetes object", number(MAX_VALUES_OF_OBJECT)],
      ["containers in all Kubernetes objects together", number(MAX_CONTAINERS)],
      ["pods that are placed", number(MAX_PODS)],
      ["a file of recorded histories", mebibytes(MAX_TRACE_BYTES)],
      ["steps of a recorded history", number(MAX_OPS)],
      ["pods that the steps of a file look at, all together", number(MAX_LOOKS)],
      ["characters that they read again, all together", number(MAX_READ_AGAIN)],
      ["the text of a map", mebibytes(MAX_MAP_BYTES)],
      ["what `map-check` writes to a map", mebibytes(MAX_WRITTEN_BYTES)],
      ["entries of a pods directory", number(MAX_ENTRIES)],
      ["a pod's file `userns`", mebibytes(MAX_USERNS_BYTES)],
      ["owners of IDs that `decode` is given, all together, unless there are as many mappings", number(MAX_OWNERS)],
      ["processes that `audit --proc` looks at", number(MAX_PROCESSES)],
      ["pairs of their namespaces with the same host IDs that it looks at", number(MAX_LOOKED_AT)],
    ]);
  });

  it("says that the version that there is gets fixes", () => {
    const [minor] = packageJson.version.match(/^\d+\.\d+/) ?? [];
    expect(tableRows(page("SECURITY.md"), "version", "gets fixes")).toEqual([[minor, "yes"]]);
  });
});
