import {
  at,
  boolean,
  type Cursor,
  fieldsAt,
  isAbsent,
  list,
  objectAt,
  objects,
  string,
  textAt,
} from "../../manifest/cursor.ts";
import { int64 } from "./int64.ts";
import type { SecurityView } from "./pod-view-types.ts";

export function viewSecurity(cursor: Cursor): SecurityView {
  const capabilities = objectAt(cursor, "capabilities");
  const seLinux = objectAt(cursor, "seLinuxOptions");
  return {
    path: cursor.path,
    fields: fieldsAt(cursor),
    runAsUser: int64(at(cursor, "runAsUser")),
    runAsGroup: int64(at(cursor, "runAsGroup")),
    runAsNonRoot: boolean(at(cursor, "runAsNonRoot")),
    fsGroup: int64(at(cursor, "fsGroup")),
    supplementalGroups: list(at(cursor, "supplementalGroups")).map(int64),
    supplementalGroupsPolicy: string(at(cursor, "supplementalGroupsPolicy")),
    sysctls: objects(at(cursor, "sysctls")).map((sysctl) => textAt(sysctl, "name")),
    procMount: string(at(cursor, "procMount")),
    privileged: boolean(at(cursor, "privileged")) === true,
    allowPrivilegeEscalation: boolean(at(cursor, "allowPrivilegeEscalation")),
    addedCapabilities: texts(at(capabilities, "add")),
    droppedCapabilities: texts(at(capabilities, "drop")),
    seccompType: typeOf(objectAt(cursor, "seccompProfile")),
    appArmorType: typeOf(objectAt(cursor, "appArmorProfile")),
    seLinux: {
      type: textAt(seLinux, "type"),
      user: textAt(seLinux, "user"),
      role: textAt(seLinux, "role"),
    },
    hostProcess: boolean(at(objectAt(cursor, "windowsOptions"), "hostProcess")) === true,
  };
}

function texts(cursor: Cursor): readonly string[] {
  return list(cursor).map((element) => string(element) ?? "");
}

function typeOf(profile: Cursor): string | undefined {
  return isAbsent(profile) ? undefined : textAt(profile, "type");
}
