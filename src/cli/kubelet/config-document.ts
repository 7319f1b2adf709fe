import type { Cursor } from "../../core/manifest/cursor.ts";
import { elements, isObject, own, show } from "../../core/manifest/value.ts";
import { Failure } from "../base/failure.ts";
import type { Io } from "../base/io.ts";
import { type DocumentFile, documentsIn, readDocuments } from "../documents/documents.ts";

/** One configuration, and the file that it stands in. */
export interface ConfigDocument {
  readonly file: DocumentFile;
  /** The way to it from its document. */
  readonly path: Cursor["path"];
  readonly document: number;
  readonly value: unknown;
}

/** A file of `KubeletConfiguration`, as those of a drop-in directory must be. */
export async function readConfigFile(io: Io, path: string): Promise<ConfigDocument> {
  const document = onlyDocument(await readDocuments(io, path));
  checkKind(document, true);
  return document;
}

/**
 * A configuration in any form that people have it in: the kubelet's file, what its `/configz` answers, or the ConfigMap
 * `kubelet-config` that kubeadm keeps it in.
 */
export async function readAnyConfig(io: Io, path: string): Promise<ConfigDocument> {
  const found = onlyDocument(await readDocuments(io, path));
  const { value, file } = found;
  const answer = own(value, "kubeletconfig");
  if (answer !== undefined && own(value, "kind") === undefined) {
    if (!isObject(answer))
      throw new Failure(`${file.name}: expected an object in kubeletconfig, found ${show(answer)}`);
    const inner = { ...found, value: answer, path: ["kubeletconfig"] };
    checkKind(inner, false);
    return inner;
  }
  if (own(value, "kind") === "ConfigMap") {
    const text = own(own(value, "data"), "kubelet");
    if (typeof text !== "string")
      throw new Failure(`${file.name}: expected a ConfigMap with the text data.kubelet, found ${shown(text)} there`);
    const inner = onlyDocument(await documentsIn(io, `${file.name}, data.kubelet`, text));
    checkKind(inner, true);
    return inner;
  }
  const items = elements(own(value, "items"));
  if (items !== undefined)
    throw new Failure(
      `${file.name}: expected one KubeletConfiguration, found a list of ${items.length}; kubectl get configmap -n kube-system kubelet-config -o yaml gives one`,
    );
  checkKind(found, true);
  return found;
}

function onlyDocument(file: DocumentFile): ConfigDocument {
  const documents = file.values.flatMap((value, document) =>
    value === null ? [] : [{ file, value, document, path: [] }],
  );
  const [only, ...more] = documents;
  if (only === undefined || more.length > 0)
    throw new Failure(`${file.name}: expected one KubeletConfiguration, found ${documents.length} documents`);
  return only;
}

/** What `/configz` answers says only in new releases what it is. */
function checkKind({ file, value }: ConfigDocument, isRequired: boolean): void {
  const [apiVersion, kind] = [own(value, "apiVersion"), own(value, "kind")];
  if (!isRequired && apiVersion === undefined && kind === undefined) return;
  if (apiVersion !== API_VERSION || kind !== "KubeletConfiguration")
    throw new Failure(
      `${file.name}: expected apiVersion ${API_VERSION} and kind KubeletConfiguration, found ${shown(apiVersion)} and ${shown(kind)}`,
    );
}

const API_VERSION = "kubelet.config.k8s.io/v1beta1";

function shown(value: unknown): string {
  return value === undefined ? "none" : show(value);
}
