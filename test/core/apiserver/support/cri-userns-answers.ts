import { checkCriUserns, type UsernsOptions } from "../../../../src/core/kubelet/messages/cri-userns.ts";

/** The `input` of a row of the peers' operation `validate.criUserns`. */
export interface CriUsernsInput {
  readonly container: UsernsOptions;
  readonly sandbox: UsernsOptions;
}

/** Answers a row in the shape of its `expect`; a refusal has containerd's text in `message`. */
export function answerCriUserns({
  container,
  sandbox,
}: CriUsernsInput): { readonly ok: unknown } | { readonly error: { readonly message: string } } {
  const answer = checkCriUserns(container, sandbox);
  return answer.ok ? { ok: answer.value } : { error: { message: answer.error.text } };
}
