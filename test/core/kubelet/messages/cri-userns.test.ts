import { describe, expect, it } from "vitest";
import { checkCriUserns, type UsernsOptions } from "../../../../src/core/kubelet/messages/cri-userns.ts";

const mapping = { containerId: 0, hostId: 65536, size: 65536 };
const pod: UsernsOptions = { mode: "POD", uids: [mapping], gids: [mapping] };
const node: UsernsOptions = { mode: "NODE", uids: [], gids: [] };

function refusal(container: UsernsOptions, sandbox: UsernsOptions = container): unknown {
  const answer = checkCriUserns(container, sandbox);
  return answer.ok ? answer.value : answer.error;
}

describe("checkCriUserns", () => {
  it("takes a container that is like its sandbox", () => {
    expect(refusal(pod)).toEqual({ userns: true, uids: [mapping], gids: [mapping] });
    expect(refusal(node)).toEqual({ userns: false, uids: [], gids: [] });
  });

  it("refuses maps with the node's user namespace", () => {
    const text = (counts: string) =>
      `user namespace configuration: can't use user namespace mode "NODE" with mappings. Got ${counts}`;
    expect(refusal({ ...node, uids: [mapping] })).toEqual({
      code: "mappings-of-node",
      text: text("1 UID mappings and 0 GID mappings"),
    });
    expect(refusal({ ...node, gids: [mapping] })).toEqual({
      code: "mappings-of-node",
      text: text("0 UID mappings and 1 GID mappings"),
    });
  });

  it("wants maps with the pod's", () => {
    const expected = {
      code: "pod-without-mappings",
      text: 'user namespace configuration: can\'t use user namespace mode "POD" without UID and GID mappings',
    };
    expect(refusal({ ...pod, uids: [] })).toEqual(expected);
    expect(refusal({ ...pod, gids: [] })).toEqual(expected);
  });

  it("takes one mapping only, and not an empty one", () => {
    expect(refusal({ ...pod, uids: [mapping, mapping, mapping] })).toEqual({
      code: "several-mappings",
      text: "user namespace configuration: UID mapping: only one mapping line supported, got 3 mapping lines",
    });
    expect(refusal({ ...pod, gids: [mapping, mapping] })).toEqual({
      code: "several-mappings",
      text: "user namespace configuration: GID mapping: only one mapping line supported, got 2 mapping lines",
    });
    expect(refusal({ ...pod, uids: [{ ...mapping, size: 0 }] })).toEqual({
      code: "empty-mapping",
      text: "user namespace configuration: UID mapping: invalid mapping length: 0",
    });
    expect(refusal({ ...pod, uids: [{ ...mapping, size: 1 }], gids: [{ ...mapping, size: 1 }] })).toMatchObject({
      userns: true,
    });
  });

  it("takes no other mode", () => {
    for (const mode of ["CONTAINER", "TARGET"] as const)
      expect(refusal({ mode, uids: [], gids: [] })).toEqual({
        code: "unsupported-mode",
        text: `user namespace configuration: unsupported user namespace mode: "${mode}"`,
      });
  });

  it("wants what the sandbox has", () => {
    const expected = {
      code: "differs-from-sandbox",
      text: "user namespace config for sandbox is different from container.",
    };
    const other = (change: object) => [{ ...mapping, ...change }];
    expect(refusal(pod, node)).toEqual(expected);
    expect(refusal(node, pod)).toEqual(expected);
    expect(refusal(pod, { ...pod, mode: "NODE" })).toEqual(expected);
    for (const change of [{ containerId: 1 }, { hostId: 131072 }, { size: 1 }]) {
      expect(refusal(pod, { ...pod, uids: other(change) })).toEqual(expected);
      expect(refusal(pod, { ...pod, gids: other(change) })).toEqual(expected);
    }
    expect(refusal(pod, { ...pod, uids: [mapping, mapping] })).toEqual(expected);
    expect(refusal(pod, { ...pod, gids: [] })).toEqual(expected);
    expect(refusal(node, { ...node, uids: [mapping] })).toEqual(expected);
  });
});
