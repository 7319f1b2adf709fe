import { at, boolean, type Cursor, isAbsent, isObjectOrAbsent, list, string } from "../../manifest/cursor.ts";
import { own, ownKeys } from "../../manifest/value.ts";
import { int64 } from "./int64.ts";
import type { SecurityView } from "./pod-view-types.ts";

export function viewSecurity(cursor: Cursor): SecurityView {
  isObjectOrAbsent(cursor);
  const text = (...keys: readonly string[]): string => string(at(cursor, ...keys)) ?? "";
  return {
    path: cursor.path,
    fields: ownKeys(cursor.value).filter((key) => (own(cursor.value, key) ?? undefined) !== undefined),
    runAsUser: int64(at(cursor, "runAsUser")),
    runAsGroup: int64(at(cursor, "runAsGroup")),
    runAsNonRoot: boolean(at(cursor, "runAsNonRoot")),
    fsGroup: int64(at(cursor, "fsGroup")),
    supplementalGroups: list(at(cursor, "supplementalGroups")).map(int64),
    supplementalGroupsPolicy: string(at(cursor, "supplementalGroupsPolicy")),
    sysctls: list(at(cursor, "sysctls")).map((sysctl) => string(at(sysctl, "name")) ?? ""),
    procMount: string(at(cursor, "procMount")),
    privileged: boolean(at(cursor, "privileged")) === true,
    allowPrivilegeEscalation: boolean(at(cursor, "allowPrivilegeEscalation")),
    addedCapabilities: texts(at(cursor, "capabilities", "add")),
    droppedCapabilities: texts(at(cursor, "capabilities", "drop")),
    seccompType: typeOf(at(cursor, "seccompProfile")),
    appArmorType: typeOf(at(cursor, "appArmorProfile")),
    seLinux: {
      type: text("seLinuxOptions", "type"),
      user: text("seLinuxOptions", "user"),
      role: text("seLinuxOptions", "role"),
    },
    hostProcess: boolean(at(cursor, "windowsOptions", "hostProcess")) === true,
  };
}

function texts(cursor: Cursor): readonly string[] {
  return list(cursor).map((element) => string(element) ?? "");
}

function typeOf(profile: Cursor): string | undefined {
  return isAbsent(profile) ? undefined : (string(at(profile, "type")) ?? "");
}
