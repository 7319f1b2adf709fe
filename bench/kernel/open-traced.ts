import { openFile } from "../../src/core/kernel/fs/open-file.ts";
import type { Prepare } from "../support/suite.ts";
import { type Question, questions, sink } from "./questions.ts";

/** The form that explains: the decision with all of its steps. */
export const prepare: Prepare = () => {
  const asked = questions();
  return (times) => {
    let steps = 0;
    for (let i = 0; i < times; i++) {
      const { process, file, mode } = asked[i % asked.length] as Question;
      steps += openFile(process, file, mode).steps.length;
    }
    sink.value = steps;
  };
};
