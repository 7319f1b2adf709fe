import { describe, expect, it } from "vitest";
import { decodeStruct, elementsOf, goSlice, structsInto, uint32Into } from "../../../src/core/go/go-json.ts";
import { JsonReader } from "../../../src/core/json/json-reader.ts";

describe("decodeStruct", () => {
  const keyIsField = (key: string): boolean => {
    const target: { taskName?: number } = {};
    const error = decodeStruct(new JsonReader("cri", JSON.stringify({ [key]: 1 })), "", {
      taskName: uint32Into(target, "taskName"),
    });
    expect(error).toBe(undefined);
    return target.taskName === 1;
  };

  it.each(["taskName", "TASKNAME", "taſkname", "tas\u212aname", "TAſ\u212aName"])(
    "takes the key %s for taskName",
    (key) => {
      expect(keyIsField(key)).toBe(true);
    },
  );

  it.each(["task_name", "taskName ", "taskNam", "täskName", "task\u0130ame", "taßkName", "constructor", ""])(
    "does not take the key %j for taskName",
    (key) => {
      expect(keyIsField(key)).toBe(false);
    },
  );

  it("names the way to a field in a struct of a struct", () => {
    const target: { id?: number } = {};
    const reader = new JsonReader("cri", '{"Outer":{"ID":-1}}');
    const error = decodeStruct(reader, "", {
      outer: (inner, path) => decodeStruct(inner, path, { id: uint32Into(target, "id") }),
    });
    expect(error).toMatchObject({ path: "outer.id", found: "-1" });
  });
});

describe("structsInto", () => {
  it("tells each new element where its value stands", () => {
    const slice = goSlice<{ at: number; path: string }>();
    const decode = structsInto(
      slice,
      (at, path) => ({ at, path }),
      () => ({}),
    );
    expect(decode(new JsonReader("cri", "[{},\n {}]"), "list")).toBe(undefined);
    expect(elementsOf(slice)).toEqual([
      { at: 1, path: "list[0]" },
      { at: 6, path: "list[1]" },
    ]);
  });
});
