// include/uapi/linux/capability.h: the numbers of the capabilities that the rules ask for.

/**
 * The number of CAP_CHOWN: to change the owner and the group of files.
 *
 * @internal
 */
export const CAP_CHOWN = 0;

/**
 * The number of CAP_DAC_OVERRIDE: to pass over permission bits.
 *
 * @internal
 */
export const CAP_DAC_OVERRIDE = 1;

/**
 * The number of CAP_DAC_READ_SEARCH: to pass over the bits for reading and searching.
 *
 * @internal
 */
export const CAP_DAC_READ_SEARCH = 2;

/**
 * The number of CAP_FOWNER: to act as the owner of a file.
 *
 * @internal
 */
export const CAP_FOWNER = 3;

/**
 * The number of CAP_FSETID: to leave set-ID bits on.
 *
 * @internal
 */
export const CAP_FSETID = 4;

/**
 * The number of CAP_KILL: to send signals to anybody.
 *
 * @internal
 */
export const CAP_KILL = 5;

/**
 * The number of CAP_SETGID: to take any group ID.
 *
 * @internal
 */
export const CAP_SETGID = 6;

/**
 * The number of CAP_SETUID: to take any user ID.
 *
 * @internal
 */
export const CAP_SETUID = 7;

/**
 * The number of CAP_NET_BIND_SERVICE: to bind to ports below 1024.
 *
 * @internal
 */
export const CAP_NET_BIND_SERVICE = 10;

/**
 * The number of CAP_NET_ADMIN: to set up networks.
 *
 * @internal
 */
export const CAP_NET_ADMIN = 12;

/**
 * The number of CAP_NET_RAW: to open raw sockets.
 *
 * @internal
 */
export const CAP_NET_RAW = 13;

/**
 * The number of CAP_SYS_PTRACE: to look into any process.
 *
 * @internal
 */
export const CAP_SYS_PTRACE = 19;

/**
 * The number of CAP_SYS_ADMIN: to administer: mounts, namespaces and much else.
 *
 * @internal
 */
export const CAP_SYS_ADMIN = 21;

/**
 * The number of CAP_SYS_NICE: to raise priorities.
 *
 * @internal
 */
export const CAP_SYS_NICE = 23;

/**
 * The number of CAP_SYS_RESOURCE: to pass over limits.
 *
 * @internal
 */
export const CAP_SYS_RESOURCE = 24;

/**
 * The number of CAP_MKNOD: to make device files.
 *
 * @internal
 */
export const CAP_MKNOD = 27;

/**
 * The number of CAP_SETFCAP: to give capabilities to files.
 *
 * @internal
 */
export const CAP_SETFCAP = 31;

/**
 * The number of CAP_PERFMON: to measure the whole machine.
 *
 * @internal
 */
export const CAP_PERFMON = 38;
