import { type Release, traitAt } from "../../releases/releases.ts";
import { isInUserns, type PodView } from "../pod-view/pod-view.ts";
import type { ContainerView, SecurityView } from "../pod-view/pod-view-types.ts";
import { ADMISSION_TABLE } from "../releases/api-releases.ts";
import { type FieldError, invalid, notSupported } from "./field-error.ts";
import { idErrors } from "./id-errors.ts";

/**
 * `ValidateSecurityContext`, `pkg/apis/core/validation/validation.go`: regular containers first, then init, then
 * ephemeral.
 */
export function validateContainerSecurity(pod: PodView, release: Release): readonly FieldError[] {
  const needsUserns = traitAt(ADMISSION_TABLE.procMountNeedsUserns, release) && !isInUserns(pod);
  return VALIDATION_ORDER.flatMap((kind) =>
    pod.containers
      .filter((container) => container.kind === kind)
      .flatMap(({ security }) => [
        ...idErrors(security, "runAsUser"),
        ...idErrors(security, "runAsGroup"),
        ...procMountErrors(security, needsUserns),
      ]),
  );
}

/** `ValidatePodSpec` goes another way through the containers than `VisitContainersWithPath`. */
const VALIDATION_ORDER: readonly ContainerView["kind"][] = ["regular", "init", "ephemeral"];

function procMountErrors({ path, procMount }: SecurityView, needsUserns: boolean): readonly FieldError[] {
  const field = [...path, "procMount"];
  if (procMount === undefined || procMount === "Default") return [];
  if (procMount !== "Unmasked") return [notSupported(field, procMount, ["Default", "Unmasked"])];
  return needsUserns ? [invalid(field, procMount, "`hostUsers` must be false to use `Unmasked`")] : [];
}
