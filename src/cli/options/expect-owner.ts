import { Failure } from "../base/failure.ts";

/** @throws Failure where the name is empty: no line is of such an owner. */
export function expectOwner(option: string, name: string | undefined): void {
  if (name === "") throw new Failure(`${option}: expected a login name or a user ID, found none`);
}
