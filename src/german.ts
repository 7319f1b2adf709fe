/**
 * The explanations in German, for the `explain` of every other entry point.
 *
 * @module userns-sim/german
 */

export type { DefectText } from "./core/german/defects.ts";
export { german } from "./core/german/german.ts";
export type { Language } from "./core/german/language.ts";
