/** Builds objects as a parser gives them, for tests. */

type Fields = Readonly<Record<string, unknown>>;

/** A spec with one container. */
export function spec(fields: Fields = {}): Fields {
  return { containers: [{ name: "app" }], ...fields };
}

/** A Pod. */
export function pod(name: string, specFields: Fields = {}, fields: Fields = {}): Fields {
  return { apiVersion: "v1", kind: "Pod", metadata: { name }, spec: spec(specFields), ...fields };
}

/** A workload of a kind, whose own spec has further fields. */
export function workload(apiVersion: string, kind: string, fields: Fields = {}, podFields: Fields = {}): Fields {
  return { apiVersion, kind, metadata: { name: "web" }, spec: { ...fields, template: { spec: spec(podFields) } } };
}
