import type { Weigh } from "../support/suite.ts";
import { measured } from "./command.ts";

/** What it takes to say which version this is. */
export const weigh: Weigh = () => measured(() => ["--version"]);
