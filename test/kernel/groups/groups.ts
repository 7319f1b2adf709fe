import type { Group } from "../group.ts";
import { lessons } from "../lessons/lessons.ts";
import { attributes } from "./attributes.ts";
import { budgets } from "./budgets.ts";
import { overlay } from "./container-root.ts";
import { entries } from "./entries.ts";
import { files } from "./files.ts";
import { exec, programs, setId } from "./identity.ts";
import { clocks } from "./kinds/clocks.ts";
import { hostNames } from "./kinds/host-name.ts";
import { joiningKinds } from "./kinds/joining.ts";
import { joiningSeveral } from "./kinds/joining-several.ts";
import { makingKinds } from "./kinds/making.ts";
import { layers, types } from "./kinds.ts";
import { lists } from "./lists.ts";
import { mapWrite } from "./map-write.ts";
import { mountOwners } from "./mount-owner.ts";
import { mounting, mountingAtHome } from "./mounting.ts";
import { creating, idmapping, joining, openingSetgroups } from "./namespaces.ts";
import { controls, networks, peers, status } from "./node.ts";
import { oneself } from "./oneself.ts";
import { procDirectories, sysctls } from "./proc.ts";
import { ptrace, signals } from "./processes.ts";
import { sticky } from "./sticky.ts";
import { creation, mapReading, translation } from "./translation.ts";

/** Every kind of question. */
export const groups: readonly Group[] = [
  mapWrite,
  translation,
  creation,
  mapReading,
  files,
  signals,
  ptrace,
  setId,
  exec,
  joining,
  openingSetgroups,
  creating,
  idmapping,
  mounting,
  mountOwners,
  controls,
  peers,
  status,
  networks,
  budgets,
  oneself,
  overlay,
  mountingAtHome,
  joiningKinds,
  joiningSeveral,
  makingKinds,
  hostNames,
  clocks,
  procDirectories,
  sysctls,
  types,
  layers,
  entries,
  lists,
  attributes,
  sticky,
  programs,
  lessons,
];
