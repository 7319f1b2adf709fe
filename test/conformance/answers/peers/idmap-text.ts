import type { Field } from "../../../../src/core/forms/form/field-reader.ts";
import { faultsIn } from "../../../../src/core/forms/form/field-reader.ts";
import type { PlacedMapping } from "../../../../src/core/forms/form/placed-map.ts";
import { type PodmanContext, parseAutoSpec, parseSpecs } from "../../../../src/core/forms/podman/spec.ts";
import {
  createIdMap,
  emptyIdMap,
  FORMS,
  type FormMaps,
  type FormReadError,
  type IdMapping,
  NO_ID,
  parseShownProcMap,
  type Result,
  unwrap,
} from "../../../../src/index.ts";
import { asArray, asText, type Fields, field } from "../../fields.ts";
import { asBoolean } from "../../shape.ts";
import { type Answer, gives, givesOrRefuses, type Operations, refuses } from "./answer.ts";
import { insertedAll } from "./incus-map.ts";
import { mappings, shown, text } from "./input.ts";
import { type KindMapping, kindsOf, mappingsOfLine, shownKinds } from "./kind-mappings.ts";

/**
 * The operations `parse.idmap.*` and `parse.procMap.lxd`. Most peers put mappings side by side that the kernel refuses
 * together or alone, so each is read by itself, and one that is no map counts as it is written.
 */
export const idmapTextOperations: Operations = {
  "parse.idmap.storage": (input) => orRefusal(triples(texts(input, "texts").filter((each) => each !== ""))),
  "parse.idmap.containerd": (input) =>
    bothLists(input, (list) => (list === "" ? [] : belowNoId(triples(list.split(","))))),
  "parse.idmap.containerdMount": (input) => bothLists(input, (list) => belowNoId(triples(list.split(",")))),
  "parse.idmap.podman": (input) =>
    podmanAnswer(
      parseSpecs(podmanContext(input, asBoolean(input["rootless"], "input.rootless")), fields(texts(input, "specs"))),
    ),
  "parse.idmap.podmanAuto": (input) =>
    podmanAnswer(parseAutoSpec(podmanContext(input, false), { text: text(input, "spec"), at: 0 })),
  "parse.idmap.podmanMount": (input) => {
    const container = unwrap(createIdMap(mappings(input, "containerMap")));
    const read = FORMS["podman-idmap"].read(`uids=${text(input, "text")}`, {
      outer: { uid: container, gid: undefined },
    });
    return read.ok ? gives(shown(read.value.uid.mappings)) : refuses();
  },
  "parse.idmap.podmanMountOption": (input) => {
    const [uids, gids] = ["containerUids", "containerGids"].map((name) => unwrap(createIdMap(mappings(input, name))));
    if (uids === undefined) return refuses();
    const read = FORMS["podman-idmap"].read(text(input, "text"), { outer: { uid: uids, gid: gids } });
    if (!read.ok) return refuses();
    const { uid, gid = uid } = read.value;
    return gives({ uids: shown(uid.mappings), gids: shown(gid.mappings) });
  },
  "parse.idmap.incusRaw": (input) => rawAnswer(text(input, "text"), (entries) => entries),
  "parse.idmap.lxdRaw": (input) => {
    const answer = rawAnswer(text(input, "text"), (entries) =>
      entries.flatMap((each) => kindsOf(each).map((kind) => ({ ...each, kind }))),
    );
    // What LXD says has other quotation marks than what Incus says.
    return "ok" in answer ? answer : refuses();
  },
  "parse.idmap.incusEntry": (input) => {
    const [kind, rest] = [text(input, "text").slice(0, 2), text(input, "text").slice(2)];
    const read = triples([rest]);
    if (!/^[ugb]:$/.test(kind) || read?.length !== 1) return refuses();
    const kinds = { "u:": "uid", "g:": "gid", "b:": "both" } as const;
    return gives(shownKinds(read.map((mapping) => ({ ...mapping, kind: kinds[kind as "u:"] }))));
  },
  "parse.procMap.lxd": (input) => {
    const found = text(input, "text")
      .split("\n")
      .flatMap((line) => {
        const read = parseShownProcMap(line);
        return read.ok ? shown(read.value as readonly IdMapping[]) : [];
      });
    return givesOrRefuses(found.length > 0 ? found : undefined);
  },
};

function texts(input: Fields, name: string): readonly string[] {
  return asArray(field(input, name, "input"), `input.${name}`).map((each) => asText(each, `input.${name}`));
}

/** The mappings of texts `container:host:size`, each of which may be a chain of several. */
function triples(some: readonly string[]): readonly IdMapping[] | undefined {
  const found: IdMapping[] = [];
  for (const each of some)
    for (const triple of chained(each)) {
      const read = FORMS.triple.read(triple);
      if (read.ok) found.push(...shown(read.value.uid.mappings));
      else if (read.error.code === "bad-map" && "mapping" in read.error.cause) found.push(read.error.cause.mapping);
      else return undefined;
    }
  return found;
}

/** The triples of a chain; what is none is one piece, which the form refuses. */
function chained(text: string): readonly string[] {
  const parts = text.split(":");
  if (parts.length % 3 !== 0) return [text];
  return parts.flatMap((_, at) => (at % 3 === 0 ? [parts.slice(at, at + 3).join(":")] : []));
}

/** containerd takes no number that is no ID. */
function belowNoId(some: readonly IdMapping[] | undefined): readonly IdMapping[] | undefined {
  return some?.every((each) => Object.values(each).every((number) => number < NO_ID)) ? some : undefined;
}

function bothLists(input: Fields, read: (list: string) => readonly IdMapping[] | undefined): Answer {
  const [uids, gids] = [read(text(input, "uid")), read(text(input, "gid"))];
  return givesOrRefuses(uids && gids && { uids, gids });
}

function orRefusal(some: readonly IdMapping[] | undefined): Answer {
  return givesOrRefuses(some && shown(some));
}

function fields(some: readonly string[]): readonly Field[] {
  return some.map((each) => ({ text: each, at: 0 }));
}

function podmanContext(input: Fields, rootless: boolean): PodmanContext {
  return {
    faults: faultsIn("podman", ""),
    kind: text(input, "kind") === "gid" ? "GID" : "UID",
    outer: unwrap(createIdMap(mappings(input, "parent"))),
    rootless,
  };
}

function podmanAnswer(list: Result<readonly PlacedMapping[], FormReadError>): Answer {
  return list.ok ? gives(shown(list.value)) : refuses();
}

/** The entries of the lines, as the peer has them, each put into the set of those before it. LXD has two for `both`. */
function rawAnswer(text: string, as: (entries: readonly KindMapping[]) => readonly KindMapping[]): Answer {
  let set: readonly KindMapping[] | undefined = [];
  for (const line of text.split("\n")) {
    const read: Result<FormMaps, FormReadError> = FORMS["raw-idmap"].read(line, {
      base: { uid: emptyIdMap(), gid: undefined },
    });
    if (!read.ok) return refused(read.error);
    set = set && insertedAll(set, as(mappingsOfLine(read.value)));
  }
  return set === undefined ? refuses() : gives(shownKinds(set));
}

/** With the text of the program, where it has one. */
function refused(error: FormReadError): Answer {
  return { error: { ...("text" in error && error.text !== undefined && { message: error.text }) } };
}
