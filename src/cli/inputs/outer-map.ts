import type { FormMaps } from "../../core/forms/form/form-maps.ts";
import {
  createUserNamespace,
  initialNamespace,
  type UserNamespace,
} from "../../core/kernel/credentials/user-namespace.ts";
import type { Io } from "../base/io.ts";
import { expectSeen, readMapArguments } from "./given-map.ts";

/** The user namespace whose maps an option gives; the host's without the option. */
export async function readNamespace(
  io: Io,
  option: string,
  texts: readonly string[] | undefined,
  id: string,
): Promise<UserNamespace> {
  if (texts === undefined) return initialNamespace();
  const read = await readMapArguments(io, { name: option, takesTriples: true }, texts);
  expectSeen({ name: option }, read);
  return namespaceWith(read, id);
}

function namespaceWith({ uid, gid = uid }: FormMaps, id: string): UserNamespace {
  return createUserNamespace(initialNamespace(), { id, maps: { uid, gid } });
}
