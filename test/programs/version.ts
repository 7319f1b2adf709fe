import { spawnSync } from "node:child_process";

/** The version that a command prints, such as 4.13 of 1:4.13+dfsg1-1; `undefined` where nothing tells it. */
export function versionOf([command, ...args]: readonly [string, ...string[]]): string | undefined {
  const { status, stdout } = spawnSync(command, args, {
    encoding: "utf8",
    timeout: 20_000,
    env: { ...process.env, LC_ALL: "C" },
  });
  return status === 0 ? /(?<![\d:.])(?:\d+:)?(\d+(?:\.\d+)+)/.exec(stdout)?.[1] : undefined;
}

/** Why a row that holds from one version to another is not one of an installed version; `undefined` if it is. */
export function misfit(
  { since, until }: { readonly since?: string | undefined; readonly until?: string | undefined },
  installed: string | undefined,
): string | undefined {
  if (since === undefined && until === undefined) return undefined;
  if (installed === undefined) return "the program does not tell its version";
  if (since !== undefined && compare(installed, since) < 0)
    return `${installed} is installed, the row holds since ${since}`;
  // A row that holds until 4.6 holds for 4.6.2, too.
  if (until !== undefined && compare(installed.split(".").slice(0, until.split(".").length).join("."), until) > 0)
    return `${installed} is installed, the row holds until ${until}`;
  return undefined;
}

function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split(".").map(Number)) as [number[], number[]];
  const at = Array.from({ length: Math.max(a.length, b.length) }, (_, index) => index).find(
    (i) => (a[i] ?? 0) !== (b[i] ?? 0),
  );
  return at === undefined ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
