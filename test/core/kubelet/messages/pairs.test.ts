import { expect, it } from "vitest";
import { checkCriUserns, explain, type UsernsMapping, type UsernsOptions } from "../../../../src/kubelet.ts";

const one: UsernsMapping = { containerId: 0, hostId: 65536, size: 65536 };

/** Maps by their names. */
const MAPS: Readonly<Record<string, readonly UsernsMapping[]>> = {
  none: [],
  one: [one],
  "another host ID": [{ ...one, hostId: 131072 }],
  "another container ID": [{ ...one, containerId: 1 }],
  "another size": [{ ...one, size: 1 }],
  empty: [{ ...one, size: 0 }],
  two: [one, one],
};

const LETTERS = "=abcdefghijklmnopqrstuvwxyz";

it("containerd takes or refuses each pair of a container and its sandbox as in the golden file", async () => {
  const messages = (["POD", "NODE", "CONTAINER", "TARGET"] as const).flatMap((mode) =>
    Object.entries(MAPS).flatMap(([uids, uidMap]) =>
      Object.entries(MAPS).map(([gids, gidMap]) => ({
        name: `${mode}, ${uids}, ${gids}`,
        message: { mode, uids: uidMap, gids: gidMap } satisfies UsernsOptions,
      })),
    ),
  );
  const sandboxes = messages.filter(({ name }) =>
    /^(?:POD|NODE), (?:none|one|two|another[^,]*), (?:none|one|another host ID)$/.test(name),
  );
  const legend = new Map<string, string>();
  const rows = messages.map(({ name, message }) => {
    const letters = sandboxes.map((sandbox) => {
      const answer = checkCriUserns(message, sandbox.message);
      const said = answer.ok
        ? `taken, ${answer.value.userns ? "in" : "without"} a user namespace`
        : `${answer.error.code}: ${answer.error.text} (${explain(answer.error)})`;
      if (answer.ok) expect(answer.value).toMatchObject({ uids: message.uids, gids: message.gids });
      const letter = legend.get(said) ?? LETTERS.charAt(legend.size);
      legend.set(said, letter);
      return letter;
    });
    return `${letters.join("")} ${name}`;
  });
  const heads = sandboxes.map(({ name }, i) => `${"|".repeat(i)}${name}`);
  const lines = [...legend].map(([said, letter]) => `${letter} ${said}`);
  await expect([...heads, ...rows, "", ...lines].join("\n")).toMatchFileSnapshot("golden/pairs.golden.txt");
});
