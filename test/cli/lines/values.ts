import type { AnyOptionRow } from "../../../src/cli/program/option-row.ts";

const MAPS = ["0:65536:65536", "0 65536 65536", "@map", "@maps.txt", "@absent", "0 65536 0", "nonsense"];
const SUBIDS = ["subid", "subid.short", "subid.gid", "subid.odd", "empty", "absent"];
const RELEASES = ["1.24", "1.25", "1.28", "1.30", "1.33.2", "v1.36", "1.37", "2"];
const OWNERS = ["0:0", "1000:1000", "65536:65536", "70000:5", "5", "x:y"];
const DIRECTORIES = ["0:0:0755", "65536:65536:0700", "1000:1000:1777", "0:0:888"];

/** What is given to an option whose values its row does not list, by the name of the option, behind the command where they differ. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  node: ["w1", "w2", "w3"],
  pool: ["65536:131072", "65536:262144", "1:65536", "0:65536", "65536:65535", "all"],
  subuid: SUBIDS,
  subgid: SUBIDS,
  subuidUser: ["alice", "1000", ""],
  release: RELEASES,
  upgradeTo: RELEASES,
  kubeletConfig: ["config.yaml", "small.yaml", "odd.yaml", "pod.json", "broken.yaml", "absent"],
  kubeletConfigDir: ["conf.d", "none", "secret", "absent"],
  map: MAPS,
  "decode map": ["web=0:65536:65536", "web=@map", "=0:0:1", "0:65536:65536"],
  outer: MAPS,
  base: MAPS,
  mountMap: MAPS,
  targetMap: MAPS,
  kubeletMap: MAPS,
  owner: ["alice", "1000", "nobody", ""],
  "explain owner": OWNERS,
  to: OWNERS,
  target: OWNERS,
  passwd: ["passwd", "empty", "absent"],
  account: ["missing", "1000", "4294967294", "4294967295", "kubelet", "x y", ""],
  runtime: [
    "w2:crun@1.9",
    "containerd@2.1",
    "containerd@1.7",
    "crio@1.24",
    "runc@1.1",
    "crun@1.9",
    "docker@1",
    "containerd",
  ],
  kernel: ["w1:5.10", "5.10", "5.12", "6.3", "6.8.0-60-generic", "6", "x"],
  idmappable: ["ext4,nfs", "none", "xfs", ""],
  sysctl: ["user.max_user_namespaces=0", "kernel.unprivileged_userns_clone=0", "a.b=1", "x"],
  "explain sysctl": ["fs.protected_hardlinks=0", "fs.protected_regular=2", "fs.protected_symlinks=0", "a=1", "x"],
  runtimeMaps: ["cdi=yes", "cdi=no", "cdi"],
  policy: [
    "w1:privileged:latest",
    "baseline:latest",
    "restricted:v1.30",
    "privileged:latest",
    "strict:latest",
    "baseline",
  ],
  fs: ["/=ext4", "/var/lib/db=nfs", "/data=tmpfs", "x=ext4", "/="],
  images: ["images.short", "images.json", "empty", "absent"],
  podsDir: ["pods", "pods-1.34", "none", "secret", "absent", "map"],
  pods: ["pods.json", "pods.list", "broken.yaml", "absent"],
  trace: ["allocator", "0", ""],
  "compare trace": ["allocator.trace.json", "kubelet.trace", "pod.json", "absent"],
  from: ["web", "shop/db", "agent", "front-0", "nobody", "shop/"],
  "translate from": ["container", "host", ""],
  container: ["c", "side", "none"],
  source: ["/etc", "/etc/a.b", "/var/lib/kubelet", "etc", "/a/../b"],
  explain: ["/etc/shadow:read", "/etc/shadow:write", "shop/db:signal", "/etc/shadow", "x:read"],
  group: ["5", "host:5", "host", "-1"],
  caps: ["none", "all", "CAP_CHOWN,CAP_SETUID", "chown", "CAP_NONE", ""],
  owns: ["none", "net", "net,mnt", "user", ""],
  mode: ["0600", "644", "4755", "0", "8", "77777"],
  acl: ["user:1000:rw-,mask::r--", "u:65536:rwx", "group:5:r--", "user:x:r", ""],
  defaultAcl: ["user:1000:rw-,mask::r--", "other::---", "x"],
  directory: DIRECTORIES,
  toDirectory: DIRECTORIES,
  namespace: ["user", "net", "user,net", "mnt,pid", "all"],
  toGroups: ["5", "5,6", "none", "x"],
  type: ["proc", "tmpfs", "overlay", "ext4", "nofs"],
  mountOptions: ["uid=5=6", "uid=5", "gid=5", "uid=5,gid=6", "uid=x"],
  name: ["user.note", "trusted.a", "security.capability", "note"],
  subid: ["100000:65536", "1000:1", "4294967295:1", "x"],
  exec: [],
  strategy: ["first-fit", "shared-range", "best-fit", "./absent.mjs"],
  "compare strategy": ["first-fit", "next-fit+quarantine", "shared-range", "best-fit", "first-fit+x"],
  // Neither of them may be short enough for a machine under load to matter.
  "fuzz time": ["31536001", "0", "x"],
  timeout: ["86400", "86401", "0", "x"],
  except: ["disjoint", "answers", "none"],
  shard: ["1/2", "2/2", "3/2", "1"],
  replay: ["65536+65536/65536~1:a1", "65536+131072/65536~1:a1a2s", "65536+65536", "absent"],
  size: ["1:1", "2:1", "0:1", "1"],
  svg: [],
  step: ["map", "none"],
};

/** Values of an option: what the table has, all that its row lists, or the ends of its numbers. */
export function valuesOf(command: string, name: string, { choices, whole }: AnyOptionRow): readonly string[] {
  const told = VALUES[`${command} ${name}`] ?? VALUES[name];
  if (told !== undefined) return told;
  if (choices !== undefined) return [...choices, ""];
  if (whole === undefined) throw new Error(`values.ts has no values of --${name} of ${command}`);
  const [from, to] = whole;
  return [from, from + 1, 7, to + 1, from - 1, "x"].map(String);
}
