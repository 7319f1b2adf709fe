import type { CommandName } from "../../../src/cli/commands.ts";

/** Lines that are typed as they stand, and with each option besides. */
export const LINES: { readonly [Name in CommandName]: readonly string[] } = {
  place: [
    "pods.list --node w1 --pool 65536:262144",
    "two.yaml pod.json",
    "pods.list --node w1 --subuid subid --json",
    "pods.list --node w1 --strategy kubelet --kubelet-config config.yaml",
    "--example --strategy first-fit",
  ],
  translate: [
    "--map 0:65536:65536 1000 0-65535 65536 [5,7)",
    "--map @maps.txt --outer 0:200000:100000 --from host 200999",
    "--map @subid --owner alice --rootless 1000 0 5",
    "--map @map",
    "--map @maps.txt --map 70000:5:1 0-70000 --json",
    "--map @map --write triple",
    "--map alice:5:0 --owner alice",
    "--map auto --form unshare --owner alice --subuid subid --subgid subid.gid",
    "--map @both --kind gid --write lxc",
  ],
  check: [
    "nodes.list --account missing",
    "pods.list --release 1.36 --kubelet-config config.yaml --fs /=ext4 --account missing",
    "--subuid subid --subgid subid.short",
    "nested.list --account missing --fs /=ext4 --idmappable ext4 --kernel 6.1 --strict",
    "pod.json --release w1:1.30 --runtime containerd@2.1 --runtime runc@1.3 --images images.short",
  ],
  audit: [
    "--pods-dir pods",
    "--pods-dir pods --kubelet-config config.yaml --subuid subid --subgid subid --proc",
    "--pods-dir pods-1.34 --release 1.34 --upgrade-to 1.36 --account missing --kubelet-config config.yaml",
  ],
  decode: [
    "66536 uid=131073 --pods-dir pods --pods pods.list",
    "100999 1000000-1000005 --subuid subid --passwd passwd",
    "- --pods-dir pods",
    "5 gid=70000 1065536+ --map web=0:65536:65536 --map db=@maps.txt --json",
  ],
  replay: ["allocator.trace.json", "kubelet.trace", "lost-file.trace.json", "kubelet.trace --json"],
  escape: [
    "pods.list --node w1 --from web",
    "pods.list --node w1 --from db --path idmapped",
    "pods.list --node w1 --from web --explain /etc/shadow:read",
    "pods.list --node w2 --from agent --json",
  ],
  explain: [
    "--map 0:65536:65536 --owner 0:0 --mode 0600 --op write",
    "--op unlink --directory 0:0:1777 --uid 5",
    "--map 0:65536:65536 --op signal --target 0:0 --target-map 0:131072:65536",
    "--map 0:65536:65536 --op mount --type proc",
    "--op setns --other-pod --map 0:65536:65536",
    "--map 0:65536:65536 --mount-map 0:65536:65536 --owner 1000:1000 --op chown --json",
  ],
  "map-check": [
    "0:65536:65536",
    "--as newuidmap --uid 1000 --subid 100000:65536 0:1000:1 1:100000:65536",
    "--as self --uid 1000 0:1000:2",
    "--as newuidmap --uid 1000 --owner alice --subuid subid 0:1000000:65536 --json",
  ],
  fuzz: ["--exec EXAMPLE --replay 65536+131072/65536~1:a1,a2,r1,s,a1", "--strategy first-fit --runs 2"],
  compare: [
    "--pods 40 --strategy first-fit --strategy random-scan",
    "--trace allocator.trace.json --strategy by-index",
    "--pods 20 --pool 65536:262144 --strategy next-fit+quarantine --json",
  ],
  lesson: ["", "S16", "S16 --check", "S16 --answers --lang de", "S01 --lang de --step map", "S03 --step none"],
};

/** The words of a line; the program of the examples is one of them. */
export function wordsOf(line: string): readonly string[] {
  return line
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => word.replace("EXAMPLE", "node examples/allocators/wrong.mjs"));
}
