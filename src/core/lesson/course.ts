import { s18 } from "./course/breakout/s18-breakout.ts";
import { s19 } from "./course/breakout/s19-other-pods.ts";
import { s20 } from "./course/breakout/s20-capabilities.ts";
import { s21 } from "./course/breakout/s21-open-doors.ts";
import { s22 } from "./course/breakout/s22-cves.ts";
import { s23 } from "./course/deeper/s23-nested.ts";
import { s24 } from "./course/deeper/s24-unprivileged-maps.ts";
import { s25 } from "./course/deeper/s25-strategies.ts";
import { s26 } from "./course/deeper/s26-limits.ts";
import { s14 } from "./course/files/s14-plain-mount.ts";
import { s15 } from "./course/files/s15-idmapped-mount.ts";
import { s16 } from "./course/files/s16-hostpath.ts";
import { s17 } from "./course/files/s17-ids-that-do-not-fit.ts";
import { s01 } from "./course/numbers/s01-one-map.ts";
import { s02 } from "./course/numbers/s02-no-map-yet.ts";
import { s03 } from "./course/numbers/s03-64k.ts";
import { s04 } from "./course/numbers/s04-65534-twice.ts";
import { s05 } from "./course/numbers/s05-map-quiz.ts";
import { s06 } from "./course/numbers/s06-observers.ts";
import { s07 } from "./course/pods/s07-host-users.ts";
import { s08 } from "./course/pods/s08-same-number.ts";
import { s09 } from "./course/pods/s09-pool.ts";
import { s10 } from "./course/pods/s10-exhaustion.ts";
import { s11 } from "./course/pods/s11-corners.ts";
import { s12 } from "./course/pods/s12-restart.ts";
import { s13 } from "./course/pods/s13-leftovers.ts";
import type { Lesson } from "./lesson/lesson.ts";

/** The lessons of the course, in order. */
export const COURSE: readonly Lesson[] = [
  s01,
  s02,
  s03,
  s04,
  s05,
  s06,
  s07,
  s08,
  s09,
  s10,
  s11,
  s12,
  s13,
  s14,
  s15,
  s16,
  s17,
  s18,
  s19,
  s20,
  s21,
  s22,
  s23,
  s24,
  s25,
  s26,
];

/** The names of the cuts of the course. */
export type CutName = "talk" | "lab" | "lecture" | "cks";

/** Selections of the course, by the names of their lessons: for a talk, a lab, a lecture, and those who train for the CKS. */
export const CUTS: { readonly [Name in CutName]: readonly string[] } = {
  talk: ["S01", "S03", "S18", "S16"],
  lab: ["S01", "S03", "S04", "S06", "S08", "S15", "S16", "S18"],
  lecture: ["S01", "S03", "S04", "S06", "S08", "S13", "S15", "S16", "S18", "S19", "S20"],
  cks: [
    ...["S07", "S08", "S09", "S10", "S11", "S12"],
    ...["S14", "S15", "S16", "S17", "S18", "S19", "S20", "S21", "S22"],
  ],
};
