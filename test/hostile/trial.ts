/** Something to try with texts that a stranger made. */
export interface Trial {
  /** The reader or the command. */
  readonly name: string;
  /** What is mutated, and what is made smaller where it fails. */
  readonly texts: readonly string[];
  /** What to do with the texts, said for a person. */
  readonly how: string;
  /** Does it, and says what is wrong with what comes: its kind, then what was seen. */
  readonly fault: (texts: readonly string[]) => Promise<Fault | undefined>;
}

export interface Fault {
  readonly kind: "throws" | "no answer" | "exit code" | "output" | "document" | "prototype" | "slow";
  readonly seen: string;
}
