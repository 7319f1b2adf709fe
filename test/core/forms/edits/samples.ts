import { createIdMap, type FormMaps, type FormName, type FormOptions, unwrap } from "../../../../src/index.ts";

/** A text that its form reads, and what the form is told. */
export type Sample = readonly [text: string, options?: FormOptions];

type Line = readonly [container: number, host: number, size: number];

/** Maps of lines; the same for users and groups where one list is given. */
export function maps(uid: readonly Line[], gid?: readonly Line[]): FormMaps {
  const map = (lines: readonly Line[]) =>
    unwrap(createIdMap(lines.map(([containerId, hostId, size]) => ({ containerId, hostId, size }))));
  return { uid: map(uid), gid: gid && map(gid) };
}

const NONE = { base: maps([]) };
const BASE = { base: maps([[0, 100, 20]], [[5, 205, 20]]) };
const OUTER = {
  outer: maps(
    [
      [0, 1000, 1],
      [1, 100, 8],
    ],
    [
      [0, 1000, 1],
      [1, 300, 4],
      [5, 200, 4],
    ],
  ),
};
const PASSWD = "root:x:0:0::/root:/bin/sh\nbo:x:7:7::/:/bin/sh\n";
const FILES = { subuid: "bo:50:5\n7:90:2\n", subgid: "bo:70:5\n" };

export const SAMPLES: Readonly<Record<FormName, readonly Sample[]>> = {
  "proc-map": [["0 5 2"], ["0 5 2\n2 9 1\n"], ["0 5 2\n\n0 6 2\n"]],
  cri: [['[{"host_id":5,"length":2}]'], ['{"mode":2,"uids":[{"length":1}]}']],
  oci: [['[{"containerID":0,"hostID":5,"size":2}]']],
  "kubelet-userns": [['{"uidMappings":[{"hostId":5,"length":2}]}']],
  triple: [
    ["0:5:2,2:9:1"],
    ['uid_mappings = "0:5:2"\n#\ngid_mappings=0:6:2'],
    ["--userns-uid-map 0:5:2"],
    ["\n --gid-map='0:5:2 3:6:2'"],
    ["userns-gid-map=0:5:2\n"],
  ],
  subid: [
    ["bo:5:2"],
    ["bo:5:2\n# c\nbo:9:1\n"],
    ["bo:5:2\n7:9:1", { owner: "bo", passwd: PASSWD }],
    ["bo:5:2", { reader: "storage", owner: "bo" }],
    ["bo:5:2\n#\n", { reader: "storage" }],
    ["bo:5:2", { reader: "moby", owner: "bo" }],
    ["bo:5:2", { reader: "moby" }],
    ["bo:5:65536#", { reader: "incus", owner: "bo" }],
    ["bo:5:65536", { reader: "incus" }],
    ["7:5:65536", { reader: "incus", owner: "bo", passwd: PASSWD }],
    ["bo:5:2\nbo:9:65536", { reader: "lxd", owner: "bo" }],
    ["bo:5:2\n7:9:1", { reader: "unshare", owner: "bo", passwd: PASSWD }],
    ["7:5:2", { reader: "unshare", rootless: 7 }],
  ],
  getsubids: [["0: bo 5 2"], ["0: bo 5 2\n# c\n1: bo 9 1\n"], ["0: a b 5 2", { owner: "a b" }]],
  lxc: [
    ["u 0 5 2"],
    ["lxc.idmap = u 0 5 2\n# c\nlxc.idmap = g 0 6 2"],
    ['lxc.id_map="u 0 5 2"'],
    ["nsuid 0 - hostid 5 - range 2"],
    ["gid mapping: nsuid 0 - hostid 5 - range 2"],
    ["  lxc.id_map =  u 0 5 2 \n\n"],
    ["lxc.net.0.type = veth\nlxc.idmap ='g 0 5 2'"],
    ["a\nlxc.include = /usr/share/lxc/config/b.conf\nlxc.idmap = u 0 5 2"],
    ["lxc.namespace.keep = net\nlxc.namespace.share.user ="],
  ],
  proxmox: [
    ["u 0 5 2\ng 0 6 2"],
    ["lxc.idmap: u 0 5 2\n# c\nlxc.idmap: g 0 6 2"],
    ["unprivileged: 1\n[snap]\nx"],
    ["mp0: /a,idmap=u:0:5:2 g:0:6:2,mp=/b", OUTER],
    ["rootfs: a,idmap=u:0:5:2;u:4:9:1", OUTER],
    ["mp1: /a,idmap=passthrough", OUTER],
    ["arch: amd64\nlxc.id_map = g 0 6 2 \nunprivileged: yes"],
    [" mp12: a,b=c idmap=g:0:6:2"],
    ["unprivileged: 1\nmp0: /a,idmap=u:0:5:2"],
  ],
  "raw-idmap": [
    ["both 5-6 0-1", NONE],
    ["uid 5 0\ngid 6 0\n", NONE],
    ["uid 5-6 8-9", BASE],
    ['raw.idmap: "both 5 0"', NONE],
    ["raw.idmap: |-\n  uid 5 0\n  gid 6 0", NONE],
    ["\nboth 5 0\n\nuid 9 8", NONE],
    ["raw.idmap = 'gid 6-7 0-1'", NONE],
    ["raw.idmap: |\n    both 5 0\n", NONE],
  ],
  "incus-json": [
    ['[{"Isuid":true,"Hostid":5,"Maprange":2}]'],
    ['volatile.idmap.next: \'[{"Isgid":true,"Maprange":2}]\''],
    ['volatile.last_state.idmap=[{"Isuid":true,"Maprange":2}] '],
    [" null "],
    ["volatile.idmap.current: []"],
    ["volatile.last_state.idmap: '[]'"],
  ],
  podman: [
    ["0:5:2"],
    ["0:5"],
    ["0:5:2 +1:9:1", OUTER],
    ["u0:5:2,g+0:@101:2", OUTER],
    ["0:@100:3", { ...OUTER, kind: "gid" }],
    ["--uidmap 0:5:2 --gidmap=0:6:2"],
    ["podman run --uidmap 0:5:2 x"],
    ["[Container]\nUIDMap=0:5:2\n#\nGIDMap=0:6:2"],
    ["keep-id", OUTER],
    ["--userns=keep-id:uid=2,gid=3", OUTER],
    ["keep-id:size=3,uid=1", { ...OUTER, rootless: 1000 }],
    ["nomap", OUTER],
    ["auto:size=9,uidmapping=0:5:2", OUTER],
    ["host"],
    ["/usr/bin/buildah from --userns keep-id x", OUTER],
    ["UserNS=host"],
    ["GIDMap=0:5:2 1:8:1"],
    ["ug+0:5:2,"],
    ["0:5:2:3:9:1"],
  ],
  "podman-json": [
    ['[{"container_id":0,"host_id":5,"size":2}]'],
    ['{"uidmap":["0:5:2"]}'],
    ["- container_id: 0\n  host_id: 5\n  size: 2"],
    [
      "host:\n  idMappings:\n    uidmap:\n    - size: 2\n      host_id: 5\n      container_id: 0\n    gidmap: []\n  x: 1",
    ],
  ],
  "podman-idmap": [
    ["idmap=uids=0-5-2#2-9-1;gids=0-6-2"],
    ["uids=@0-2-2", OUTER],
    ["podman run -v /a:/b:idmap=uids=0-5-2 x"],
    ["[Container]\nVolume=a:/b:idmap", OUTER],
    ["idmap", OUTER],
    ["Mount=type=bind,dst=/b,idmap=gids=0-6-2"],
    ["/a/buildah run --opt 'o=idmap=uids=0-5-2' x"],
  ],
  "mount-idmap": [
    ["0:5:2 u:3:9:1"],
    ["X-mount.idmap=b:0:5:2"],
    ['mount -o "X-mount.idmap=u:0:5:2 g:0:6:2" a'],
    ["mount --map-users 0:5:2 --map-groups=0:6:2 a"],
    ["/a none X-mount.idmap=0:5:2\\040u:3:9:1 0 0"],
    ["/usr/bin/mount -o ro,X-mount.idmap='0:5:2' a"],
    ["mount -o X-mount.idmap=0:5:2 --map-groups 3:9:1"],
  ],
  newuidmap: [
    ["0 5 2 2 9 1"],
    ["[0 5 2]"],
    ["newuidmap 42 0 5 2\nnewgidmap 42 0 6 2"],
    ["/usr/bin/newuidmap fd:3 [0 5 2] x"],
    ["newuidmap: uid range [0-2) -> [5-7) not allowed"],
    ['time=1 msg="newgidmap 42 [0 5 2]"'],
    ["newgidmap: gid range [0-2) -> [5-7) not allowed\n\n"],
  ],
  "userns-remap": [
    ["bo:bo", { ...FILES, passwd: PASSWD }],
    ["7", { ...FILES, passwd: PASSWD }],
    ["bo", FILES],
    ["default", { subuid: "dockremap:5:2" }],
    ["--userns-remap=0"],
    ['{"userns-remap":"bo"}', FILES],
    ["dockerd --userns-remap default", { subuid: "dockremap:5:2" }],
    ['"root:bo"'],
    ["-7", { subuid: "-7:5:2" }],
  ],
  nspawn: [
    ["5:2"],
    ["--private-users=5:2"],
    ["PrivateUsers=no"],
    ["systemd-nspawn -D a --private-users=5:2 b"],
    ["[Exec]\nPrivateUsers=5:2\nBoot=yes"],
    ["identity"],
    ["/usr/bin/systemd-nspawn -n --private-users=off"],
    ["[Exec]\r\n PrivateUsers=identity "],
    ["\n PrivateUsers=5:0x1F"],
  ],
  unshare: [
    ["0:5:2 9,7,2"],
    ["--map-users=0:5:2 --map-groups 6,0,2"],
    ["unshare -r --map-auto x", { ...FILES, owner: "bo", rootless: 7, passwd: PASSWD }],
    ["unshare -Uc --map-users=1:9:2", { rootless: 7 }],
    ["/bin/unshare --map-root -wc a -c", { rootless: 7 }],
    ["auto", { ...FILES, owner: "bo" }],
    ["subids", { subuid: "bo:50:5", owner: "bo", rootless: 52 }],
    ["all", OUTER],
    ["--map-user=3 --map-group=4", { rootless: 7 }],
    ["/usr/bin/unshare --map-groups='0:5:2'"],
  ],
  nsjail: [
    ["0:5:2 2:9:1"],
    ["-u 0:5:2 -g 0:6:2"],
    ["nsjail -Mo -U 0:5:2 --gid_mapping=0:6"],
    ["/a/nsjail -qu'0:5:2' -c g -- id -u"],
    ["--user=bo::2", { passwd: PASSWD, rootless: 9 }],
    ["/usr/bin/nsjail --gid_mapping 0:5:2"],
    ["0x1f:010:0x2"],
  ],
  "cri-text": [
    ["IDMapping{HostId:5,ContainerId:0,Length:2,}"],
    ["Uids:[IDMapping{HostId:5,Length:2,}],Gids:[]*IDMapping{}"],
    ["mode:POD uids:{host_id:5 length:2} gids:{length:1}"],
    ["host_id:5 length:2"],
    ["pod &UserNamespace{Mode:POD,Uids:[]*IDMapping{&IDMapping{HostId:5,Length:2,},},}"],
    ["gids: {host_id: 0x5  length: 2}"],
    ["mode:NODE"],
    ["[]*IDMapping{&IDMapping{HostId:5,Length:2,},&IDMapping{ContainerId:2,Length:1,},}"],
  ],
  "go-struct": [
    ["{ContainerID:0 HostID:5 Size:2}"],
    ["UidMappings:[{ContainerID:0 HostID:5 Size:2}] GID map {}"],
    ["{x} []a.IDMap{a.IDMap{ContainerID:0x0, HostID:0x5, Size:0x2}}"],
    ["gid_map {ContainerID:0 HostID:5 Size:2}"],
    ["[{ContainerID:0 HostID:5 Size:2} {ContainerID:2 HostID:9 Size:1}]"],
  ],
  "kernel-doc": [["u0:k5:r2 u2:v9:r1"], ["\n u12:v34:r56\n"]],
};
