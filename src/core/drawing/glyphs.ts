/** The signs for pictures and tables. */
export interface Glyphs {
  /** From the inside to the host. */
  readonly arrow: string;
  /** A free cell of the picture. */
  readonly free: string;
  /** Signs for a share that is taken, from a little to all. */
  readonly shares: string;
  /** In front of what would not work. */
  readonly cross: string;
  /** In front of what works. */
  readonly tick: string;
  /** In front of what is left undecided. */
  readonly undecided: string;
  /** For nothing. */
  readonly dash: string;
  /** For a part of the picture that is folded away. */
  readonly fold: string;
  /** A line that goes on to the right. */
  readonly line: string;
  /** A line that goes down. */
  readonly bar: string;
}

export const UNICODE: Glyphs = {
  arrow: "→",
  free: "·",
  shares: "▁▂▃▄▅▆▇█",
  cross: "✗",
  tick: "✓",
  undecided: "?",
  dash: "–",
  fold: "⋮",
  line: "─",
  bar: "│",
};

export const ASCII: Glyphs = {
  arrow: "->",
  free: ".",
  shares: "123456789#",
  cross: "x",
  tick: "+",
  undecided: "?",
  dash: "-",
  fold: ":",
  line: "-",
  bar: "|",
};
