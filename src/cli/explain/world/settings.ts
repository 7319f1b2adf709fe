import { DEFAULT_SETTINGS, type KernelSettings } from "../../../core/kernel/decision/kernel-settings.ts";
import type { Question, Sysctl } from "../question/question.ts";

/** The settings of the machine; of two values for one name the last counts, as for sysctl(8). */
export function settingsOf({ sysctl = [] }: Question): KernelSettings {
  const found = (name: Sysctl["name"], otherwise: number | boolean): 0 | 1 | 2 =>
    [...sysctl].reverse().find((one) => one.name === name)?.value ?? (Number(otherwise) as 0 | 1 | 2);
  const { protectedHardlinks, protectedSymlinks, protectedFifos, protectedRegular } = DEFAULT_SETTINGS;
  return {
    ...DEFAULT_SETTINGS,
    protectedHardlinks: found("fs.protected_hardlinks", protectedHardlinks) !== 0,
    protectedSymlinks: found("fs.protected_symlinks", protectedSymlinks) !== 0,
    protectedFifos: found("fs.protected_fifos", protectedFifos),
    protectedRegular: found("fs.protected_regular", protectedRegular),
  };
}
