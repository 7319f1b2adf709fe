/** A pod that violates every check of the Pod Security Standards, where there are several containers in two ways. */
export const badSpec = {
  hostUsers: false,
  hostNetwork: true,
  hostPID: true,
  hostIPC: true,
  shareProcessNamespace: true,
  os: { name: "linux" },
  securityContext: {
    runAsUser: 0,
    runAsNonRoot: false,
    sysctls: [{ name: "kernel.shmmax" }, { name: "kernel.shm_rmid_forced" }, { name: "net.a" }],
    seccompProfile: { type: "Unconfined" },
    appArmorProfile: { type: "Unconfined" },
    seLinuxOptions: { type: "spc_t", user: "u", role: "r" },
    windowsOptions: { hostProcess: true },
  },
  volumes: [
    { name: "z", hostPath: { path: "/z" } },
    { name: "y", hostPath: { path: "/y" } },
    { name: "n", nfs: {} },
    { name: "o", image: {} },
  ],
  initContainers: [badContainer("b", "NET_RAW", "Unmasked", "u", 2)],
  containers: [badContainer("c", "SYS_ADMIN", "Strange", "v", 10), badContainer("a", "BPF", "Unmasked", "u", 2)],
  ephemeralContainers: [{ name: "e" }],
};

function badContainer(name: string, capability: string, odd: string, host: string, hostPort: number) {
  return {
    name,
    securityContext: {
      runAsUser: 0,
      runAsNonRoot: false,
      procMount: odd,
      privileged: true,
      capabilities: { add: [capability, "CHOWN"], drop: ["KILL"] },
      seccompProfile: { type: odd },
      appArmorProfile: { type: odd },
      seLinuxOptions: { type: odd, user: "u", role: "r" },
      windowsOptions: { hostProcess: true },
    },
    ports: [{ hostPort }],
    livenessProbe: { httpGet: { host } },
  };
}

const PREFIX = "container.apparmor.security.beta.kubernetes.io/";

export const badAnnotations = { [`${PREFIX}c`]: "unconfined", [`${PREFIX}a`]: "localhost", other: "unconfined" };
