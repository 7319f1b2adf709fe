/**
 * The names of all laws, those first whose breach does most harm.
 *
 * @example
 * ```ts
 * import { ALL_LAWS } from "userns-sim/testing";
 *
 * ALL_LAWS[0]; // => "disjoint"
 * ```
 */
export const ALL_LAWS = [
  "disjoint",
  "in-pool",
  "no-last-id",
  "aligned",
  "answers",
  "accepted",
  "complete",
  "gives-back",
  "same-range",
  "restart",
  "deterministic",
  "unmutated",
] as const;

/** What must hold of every allocator: one of {@link ALL_LAWS}. */
export type LawName = (typeof ALL_LAWS)[number];

/** The name of a law: of the kit's, or of one of your own. */
export type AnyLaw = LawName | (string & Readonly<Record<never, never>>);

/** A law in words. */
export interface Law {
  /** What must hold. */
  readonly sentence: string;
  /** What breaks in the real world where it does not. */
  readonly consequence: string;
}

/**
 * All laws, each with what breaks without it.
 *
 * @example
 * ```ts
 * import { LAWS } from "userns-sim/testing";
 *
 * LAWS.disjoint.sentence; // => "No two live pods have a host ID in common."
 * ```
 */
export const LAWS: Readonly<Record<LawName, Law>> = {
  disjoint: {
    sentence: "No two live pods have a host ID in common.",
    consequence:
      "A process that breaks out of one pod owns the other's files, and may signal and trace its processes: the isolation is gone.",
  },
  "in-pool": {
    sentence: "Every range lies inside the pool.",
    consequence: "The pod runs with the IDs of users of the node, root and system services among them.",
  },
  "no-last-id": {
    sentence: "No range holds an ID above 4294967294.",
    consequence:
      "4294967295 is the kernel's (uid_t) -1, no ID: it refuses the map with EINVAL and the pod never starts; a sum that wraps around becomes root.",
  },
  aligned: {
    sentence: "Where it is promised, a range starts at a multiple of its size.",
    consequence: "The upper bits of an ID no longer name the pod, and tools that mask them blame a neighbour.",
  },
  answers: {
    sentence: "Every answer fits its question: as many IDs as asked for, and a refusal that says why.",
    consequence: "The pod's map has too few IDs and files of the image belong to nobody, or a retry waits for ever.",
  },
  accepted: {
    sentence: "Everything that a strategy proposes is accepted.",
    consequence: "The pod is refused although there is room, and which pod is hit changes with the node's history.",
  },
  complete: {
    sentence: "A pool is full only when all its slots are taken.",
    consequence: "A node that reports room turns pods away; the scheduler keeps sending them there.",
  },
  "gives-back": {
    sentence: "What is released can be handed out again, all of it.",
    consequence: "Every pod that ends takes a slot with it, until the node refuses all pods and has to be rebooted.",
  },
  "same-range": {
    sentence: "A live pod that asks again gets the range it has.",
    consequence:
      "A container that restarts in its pod gets other IDs, and the files of its volumes are no longer its own.",
  },
  restart: {
    sentence: "After a restart every recorded pod has the range it had.",
    consequence: "An update of the node agent takes the ranges of running pods away, and gives them to the next ones.",
  },
  deterministic: {
    sentence: "The same seed and history give the same answers.",
    consequence: "A fault that was seen once cannot be seen again, so nobody can repair it.",
  },
  unmutated: {
    sentence: "What is passed in stays as it was.",
    consequence:
      "An old state, or the caller's own list of ranges, changes behind the caller's back, and what was checked is no longer what is used.",
  },
};
