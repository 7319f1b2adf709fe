import {
  createKubelet,
  type DefectName,
  type Kubelet,
  type KubeletEvent,
  type KubeletSettings,
  kubeletUser,
  type Release,
  replay,
} from "../../../../src/kubelet.ts";

/** Settings of a release with the feature on, a small pool [65536, 327680), and a short root directory. */
export function small(release: Release = "1.36"): KubeletSettings {
  const gate = release < "1.28" ? "UserNamespacesStatelessPodsSupport" : "UserNamespacesSupport";
  return {
    release,
    featureGates: { [gate]: true },
    maxPods: 2,
    kubeletUser: kubeletUser(65536, 262144),
    rootDirectory: "/k",
  };
}

/** A kubelet after some events. */
export function kubeletAfter(
  settings: KubeletSettings,
  events: readonly KubeletEvent[],
  fixes: readonly DefectName[] = [],
): Kubelet {
  return replay(createKubelet(settings, { fixes }), events).kubelet;
}

/** A kubelet that runs with a small pool. */
export function running(release: Release = "1.36", events: readonly KubeletEvent[] = []): Kubelet {
  return kubeletAfter(small(release), [{ type: "start" }, ...events]);
}

/** The content of a file that a kubelet writes. */
export function written(hostId: number, length = 65536): string {
  const mappings = `[{"hostId":${hostId},"containerId":0,"length":${length}}]`;
  return `{"uidMappings":${mappings},"gidMappings":${mappings}}`;
}

/** A value whose every part is frozen. */
export function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}
