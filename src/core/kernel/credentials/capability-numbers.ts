// include/uapi/linux/capability.h: the numbers of the capabilities that the rules ask for.

/** The number of CAP_CHOWN: to change the owner and the group of files. */
export const CAP_CHOWN = 0;

/** The number of CAP_DAC_OVERRIDE: to pass over permission bits. */
export const CAP_DAC_OVERRIDE = 1;

/** The number of CAP_DAC_READ_SEARCH: to pass over the bits for reading and searching. */
export const CAP_DAC_READ_SEARCH = 2;

/** The number of CAP_FOWNER: to act as the owner of a file. */
export const CAP_FOWNER = 3;

/** The number of CAP_FSETID: to leave set-ID bits on. */
export const CAP_FSETID = 4;

/** The number of CAP_KILL: to send signals to anybody. */
export const CAP_KILL = 5;

/** The number of CAP_SETGID: to take any group ID. */
export const CAP_SETGID = 6;

/** The number of CAP_SETUID: to take any user ID. */
export const CAP_SETUID = 7;

/** The number of CAP_NET_BIND_SERVICE: to bind to ports below 1024. */
export const CAP_NET_BIND_SERVICE = 10;

/** The number of CAP_NET_ADMIN: to set up networks. */
export const CAP_NET_ADMIN = 12;

/** The number of CAP_NET_RAW: to open raw sockets. */
export const CAP_NET_RAW = 13;

/** The number of CAP_SYS_CHROOT: to change the root directory. */
export const CAP_SYS_CHROOT = 18;

/** The number of CAP_SYS_PTRACE: to look into any process. */
export const CAP_SYS_PTRACE = 19;

/** The number of CAP_SYS_ADMIN: to administer: mounts, namespaces and much else. */
export const CAP_SYS_ADMIN = 21;

/** The number of CAP_SYS_NICE: to raise priorities. */
export const CAP_SYS_NICE = 23;

/** The number of CAP_SYS_RESOURCE: to pass over limits. */
export const CAP_SYS_RESOURCE = 24;

/** The number of CAP_SYS_TIME: to set clocks. */
export const CAP_SYS_TIME = 25;

/** The number of CAP_MKNOD: to make device files. */
export const CAP_MKNOD = 27;

/** The number of CAP_SETFCAP: to give capabilities to files. */
export const CAP_SETFCAP = 31;

/** The number of CAP_PERFMON: to measure the whole machine. */
export const CAP_PERFMON = 38;
