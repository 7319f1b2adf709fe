import type { SubidReader } from "../../../src/index.ts";
import type { FormRow } from "../../conformance/answers/forms/form-cases.ts";
import { getsubids } from "./getsubids.ts";
import { lxc } from "./lxc.ts";
import { newuidmap } from "./newuidmap.ts";
import { podman } from "./podman.ts";
import type { Program } from "./program.ts";
import { unshare } from "./unshare.ts";

/** Every program that is asked. */
export const programs: readonly Program[] = [newuidmap, getsubids, lxc, podman, unshare];

/** The programs that read /etc/subuid, by the reader that they are. */
const SUBID_READERS: Readonly<Partial<Record<SubidReader, Program>>> = { shadow: getsubids, unshare };

/** The program that reads what a row is about, if it is one of these. */
export function programOf({ form, options }: Omit<FormRow, "expect">): Program | undefined {
  switch (form) {
    case "newuidmap":
      return newuidmap;
    case "lxc":
      return lxc;
    case "podman":
    case "triple":
      return podman;
    case "unshare":
      return unshare;
    case "subid":
      return SUBID_READERS[options?.reader ?? "shadow"];
    default:
      return undefined;
  }
}
