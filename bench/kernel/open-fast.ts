import { openFileErrno } from "../../src/core/kernel/fs/open-file.ts";
import type { Prepare } from "../support/suite.ts";
import { type Question, questions, sink } from "./questions.ts";

/** The fast form: the errno alone. */
export const prepare: Prepare = () => {
  const asked = questions();
  return (times) => {
    let refused = 0;
    for (let i = 0; i < times; i++) {
      const { process, file, mode } = asked[i % asked.length] as Question;
      if (openFileErrno(process, file, mode) !== undefined) refused++;
    }
    sink.value = refused;
  };
};
