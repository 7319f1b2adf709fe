import { describe, expect, it } from "vitest";
import { createKubelet, type DiskEvent, type PodsDirectory, replay, step } from "../../../../src/kubelet.ts";

const DIRECTORY: PodsDirectory = [
  { podUid: "blocked", kind: "directory-for-file" },
  { podUid: "empty", kind: "no-file" },
  { podUid: "file", kind: "file-for-directory" },
  { podUid: "full", kind: "file", raw: "x" },
];

function edit(event: DiskEvent, pods: PodsDirectory = DIRECTORY): PodsDirectory {
  const stopped = createKubelet({ release: "1.36" }, { pods });
  const { kubelet, outcome, draws } = step(stopped, event);
  expect(outcome).toEqual({ ok: true, value: null });
  expect(draws).toEqual([]);
  expect(kubelet).toEqual({ ...stopped, pods: kubelet.pods });
  return kubelet.pods;
}

function kindsAfter(type: Exclude<DiskEvent["type"], "write-file" | "remove-pods-directory">): string {
  const names = ["blocked", "empty", "file", "full", "new"];
  return names
    .map((podUid) => edit({ type, podUid })?.find((entry) => entry.podUid === podUid)?.kind ?? "nothing")
    .join(", ");
}

describe("what others do to the disk", () => {
  it("writes a file over whatever is there", () => {
    for (const podUid of ["blocked", "empty", "file", "full", "new"])
      expect(edit({ type: "write-file", podUid, raw: "y" })).toContainEqual({ podUid, kind: "file", raw: "y" });
    expect(edit({ type: "write-file", podUid: "a", raw: "" }, null)).toEqual([{ podUid: "a", kind: "file", raw: "" }]);
  });

  it("does the other things to each kind of entry", () => {
    expect(kindsAfter("delete-file")).toBe("no-file, no-file, file-for-directory, no-file, nothing");
    expect(kindsAfter("make-directory")).toBe("directory-for-file, no-file, file-for-directory, file, no-file");
    expect(kindsAfter("remove-directory")).toBe("nothing, nothing, nothing, nothing, nothing");
    expect(kindsAfter("file-becomes-directory")).toBe(Array(5).fill("directory-for-file").join(", "));
    expect(kindsAfter("directory-becomes-file")).toBe(Array(5).fill("file-for-directory").join(", "));
  });

  it("touches one pod only", () => {
    expect(edit({ type: "remove-directory", podUid: "empty" })).toEqual(
      DIRECTORY.filter(({ podUid }) => podUid !== "empty"),
    );
    expect(edit({ type: "delete-file", podUid: "full" })).toEqual([
      ...DIRECTORY.slice(0, 3),
      { podUid: "full", kind: "no-file" },
    ]);
  });

  it("removes all, and finds nothing to remove then", () => {
    expect(edit({ type: "remove-pods-directory" })).toBeNull();
    expect(edit({ type: "remove-directory", podUid: "a" }, null)).toBeNull();
    expect(edit({ type: "delete-file", podUid: "a" }, null)).toBeNull();
    expect(edit({ type: "make-directory", podUid: "a" }, null)).toEqual([{ podUid: "a", kind: "no-file" }]);
    expect(edit({ type: "file-becomes-directory", podUid: "a" }, null)).toEqual([
      { podUid: "a", kind: "directory-for-file" },
    ]);
  });

  it("keeps the entries in the order of their bytes, whatever their names", () => {
    const names = ["p9", "p10", "__proto__", "constructor", "😀", "\uffff", "Z"];
    const events = names.map((podUid) => ({ type: "make-directory", podUid }) as const);
    const { kubelet } = replay(createKubelet({ release: "1.36" }), events);
    expect(kubelet.pods?.map(({ podUid }) => podUid)).toEqual([
      "Z",
      "__proto__",
      "constructor",
      "p10",
      "p9",
      "\uffff",
      "😀",
    ]);
  });
});
