import { counted } from "../../../src/core/text/counted.ts";
import { dictionary } from "./said.ts";

const range = (start: number, size: number) => `[${start}, ${start + size})`;

/** What the play view says of what happens, in English. */
export const en = dictionary({
  // Settings.
  poolForm: (found: string) =>
    `Expected START:SIZE, or a line of /etc/subuid such as kubelet:65536:7208960, found “${found}”.`,
  poolNumbers: (most: number) => `Expected numbers from 0 to ${most}.`,
  idsPerPodWithoutPool: (least: number, most: number) =>
    `Without a pool, a pod gets from ${least} to ${counted(most, "ID")}: choose one of these, or give a pool.`,

  // Manifests.
  noObject: "There is no Kubernetes object in it, and no list of some.",
  notYaml: (flaw: string) => `This is no YAML: \`${flaw}\``,
  givenTwice: (field: string) => `The field \`${field}\` is given twice.`,
  containsItself: (anchor: string) => `The anchor \`${anchor}\` contains itself.`,
  tooManyAnchors: (limit: number) => `More than ${limit} anchors and aliases: what follows is not read.`,
  repeatsTooMuch: (limit: number) => `Aliases repeat more than ${limit} characters.`,
  nameIsNoText: "A list or an object stands in the place of a field's name.",
  tooDeep: (limit: number) => `Nested more than ${limit} deep: what follows is not read.`,
  tooManyTargets: (limit: number) => `More than ${limit} containers and mounts in all pods together.`,
  otherKinds: (kinds: string) => `Passed over, since they are no pods: ${kinds}.`,
  finished: (count: number) => `Passed over, since they ran to their end: ${count}.`,
  suspended: (count: number) => `Passed over, since they are suspended: ${count}.`,
  represented: (count: number) => `Passed over, since their pods are there themselves: ${count}.`,

  // What happens.
  beginning: (pods: number) => (pods === 1 ? "1 pod is placed" : `${pods} pods are placed`),
  create: (pod: string) => `${pod} is created`,
  createLike: (pod: string, like: string) => `${pod} is created, like ${like}`,
  release: (pod: string) => `${pod} ends`,
  restart: (isKubelet: boolean, release?: string) =>
    `${isKubelet ? "the kubelet" : "what gives the ranges"} restarts${release === undefined ? "" : ` as ${release}`}`,
  cleanup: "the kubelet cleans up",
  crash: "the kubelet crashes",
  "write-file": (pod: string) => `the file of ${pod} is written`,
  "delete-file": (pod: string) => `the file of ${pod} is lost`,
  "make-directory": (pod: string) => `the directory of ${pod} is made`,
  "remove-directory": (pod: string) => `the directory of ${pod} is lost`,
  "file-becomes-directory": (pod: string) => `a directory stands for the file of ${pod}`,
  "directory-becomes-file": (pod: string) => `a file stands for the directory of ${pod}`,
  "remove-pods-directory": "the directory of all pods is lost",

  // What it comes to.
  gotRange: (pod: string, start: number, size: number) => `${pod} has the host IDs ${range(start, size)}.`,
  gotSlot: (pod: string, slot: number, start: number, size: number) =>
    `${pod} has slot ${slot}, the host IDs ${range(start, size)}.`,
  onHost: (pod: string) => `${pod} runs in the user namespace of the host: its root is the host's root.`,
  ended: (pod: string) => `${pod} runs no longer, and its range may go to another one.`,
  started: (slots: number, start: number, idsPerPod: number) =>
    `The kubelet runs. Its pool has ${slots} slots of ${counted(idsPerPod, "ID")}, from ${start} on.`,
  startedWithout: "The kubelet runs, and gives no pod a user namespace: the feature gate is off.",
  kept: (pods: number) =>
    `Pods that have the range that they had: ${pods}. When it starts, the kubelet reads the file \`userns\` of every pod first.`,
  restored: (pods: number) => `All ${pods} pods have the ranges that they had: they are in the allocator's snapshot.`,
  cleaned: (pods: string) => `Ranges that are free again: those of ${pods}.`,
  cleanedNothing: "It finds nothing to free.",
  crashed: "The kubelet is gone until it starts again. The pods run on.",
  onDisk: "Only the disk changes. The kubelet notices when it next looks there.",
  noDisk: (strategy: string) => `Nothing comes of it: ${strategy} keeps nothing in a directory of pods.`,
  noSuchPod: (pod: string) => `There is no pod with the UID ${pod}.`,
  tooManyPods: (limit: number) => `More than ${limit} pods.`,
  notYet: "This has not happened yet.",

  // What is selected.
  slot: (slot: number) => `Slot ${slot}`,
  slotIds: (start: number, size: number) => `It is the host IDs ${range(start, size)}.`,
  slotFree: "It is free.",
  slotTaken: (pods: string) => `It is taken by ${pods}.`,
  slotShared: (pods: string) => `Several pods are in it, and each may what the other may: ${pods}.`,
  slotLeaked: "To the kubelet it is in use, and no pod's: it has leaked.",
  slotOutside: (slots: number) => `There is no such slot: the pool has those from 0 to ${slots - 1}.`,
  noPool: "There is no pool, and so there are no slots.",
  nothingSelected: "Nothing is selected.",
  noPod: "No pod is selected.",
  containerId: (id: number, pod: string) => `ID ${id} in ${pod}`,
  hostId: (id: number) => `ID ${id} on the host`,
  mapped: (container: number, pod: string, host: number) => `${container} in ${pod} is ${host} on the host.`,
  unmapped: (id: number, pod: string) => `${id} is not mapped in ${pod}: no process there can have it.`,
  hostUnmapped: (id: number, pod: string, shown: number) =>
    `${id} is not mapped in ${pod}: what it owns is shown there as ${shown}.`,
  place: (slot: number, offset: number) => `It is in slot ${slot}, ${offset} behind its first ID.`,
  outsideOfPool: "It is in no slot of the pool.",
  owners: (pods: string) => `Pods that have it: ${pods}.`,
  ownedByHost: "No pod has it.",
  nothingRuns: "No pod runs, and so none can escape.",
  nothingBelow: (source: string) => `Nothing that is asked about lies below ${source}: there is no answer to give.`,
  map: "The map",
  mapEmpty: "Nothing stands in the map box.",
  mapForm: (form: string) => `It is read as ${form}.`,
  mapForms: (forms: string) => `It can be read as ${forms}, each time as another map: say which is meant.`,
  mapTaken: (form: string) => `As ${form}: the kernel takes it.`,
  mapRefused: (form: string, errno: string) => `As ${form}: the kernel refuses it with ${errno}.`,
  noMapping: "There is no mapping in it.",
  noIds: "There is no map in it, and no ID.",
  idsFound: (certain: number, others: number) =>
    `It is no map. IDs that it names: ${certain}; other numbers that could be one: ${others}.`,
  textForm: (form: string, says: string) => `${form}: ${says}`,
  defect: (what: string) => `A known defect of the kubelet: ${what}`,

  // Faults of a play that was read.
  expected: (what: string) => `Expected ${what}.`,
  object: "an object { … }",
  list: "a list",
  text: (limit: number) => `a text of at most ${limit} characters`,
  listOf: (limit: number) => `a list of at most ${limit}`,
  integer: (least: number, most: number) => `a whole number from ${least} to ${most}`,
  oneOf: (names: string) => `one of ${names}`,
  uid: "a UID: a text that can name a directory",
  unknownField: (names: string) => `There is no such field; the fields are ${names}.`,

  // Links and files.
  linkForm: "This is no link to a play: it starts with “1.”, and letters, digits, - and _ follow.",
  linkNewer: (version: string) => `This was made by a newer page: version ${version}. Open it with that one.`,
  linkTooLong: (limit: number) => `The link has more than ${limit} characters: a file takes more.`,
  linkBroken: "The link is damaged: a part of it is missing or changed. Copy it once more, as a whole.",
  linkBomb: (limit: number) => `What is in it has more than ${limit} bytes.`,
  fileForm: "This is no file of a play: it has the fields “userns-sim” and “play”.",
  fileUnreadable: "The browser cannot read the file. Is it still there?",
  notJson: "This is no JSON.",
});

export type PlayModelWords = typeof en;
