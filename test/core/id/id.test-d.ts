import { describe, expectTypeOf, it } from "vitest";
import { type ContainerId, containerId, type HostId, hostId } from "../../../src/core/id/id.ts";

describe("HostId and ContainerId", () => {
  it("take number literals and numbers", () => {
    const host: HostId = 65536;
    const container: ContainerId = 65536 as number;
    expectTypeOf(host).toExtend<number>();
    expectTypeOf(container).toExtend<number>();
  });

  it("cannot be mixed", () => {
    expectTypeOf<HostId>().not.toExtend<ContainerId>();
    expectTypeOf<ContainerId>().not.toExtend<HostId>();
    // @ts-expect-error a container ID is no host ID
    const host: HostId = containerId(0);
    // @ts-expect-error a host ID is no container ID
    const container: ContainerId = hostId(0);
    expectTypeOf([host, container]).toExtend<number[]>();
  });

  it("are what their checks give", () => {
    expectTypeOf(hostId).returns.toEqualTypeOf<HostId>();
    expectTypeOf(containerId).returns.toEqualTypeOf<ContainerId>();
  });
});
