import type { OwnedMode } from "./question.ts";

/** The directory of the file, where there must be one and none is given. */
export const DEFAULT_DIRECTORY: OwnedMode = { uid: 0, gid: 0, mode: 0o755 };
