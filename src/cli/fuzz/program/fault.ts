/** How a program broke the protocol, before any law could be applied. */
export type Fault =
  | {
      /** It ended, though its input was open. */
      readonly kind: "ended";
      readonly exitCode: number | null;
      readonly signal: string | null;
    }
  | {
      /** It did not answer within the time limit. */
      readonly kind: "silent";
      readonly seconds: number;
    }
  | {
      /** It closed its output, and runs on. */
      readonly kind: "closed";
    }
  | {
      /** It answered what nobody had asked. */
      readonly kind: "unasked";
      readonly line: string;
    }
  | {
      /** It wrote a line that does not end. */
      readonly kind: "long-line";
    }
  | {
      /** It could not be started at all. */
      readonly kind: "not-started";
      readonly message: string;
    };
