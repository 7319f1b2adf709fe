/* Becoming a process with given credentials: any IDs, any capabilities, any namespace. */
#include "helper.h"
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Not position-independent, so it has the same address in every copy of the program. */
const char program_address = 'x';

struct cred plain(int ns, uint32_t uid, uint32_t gid) {
  uint64_t all = ns == 0 ? ALL_OF_HOST : ALL;
  return (struct cred){
      .ns = ns, .uid = {uid, uid, uid, uid}, .gid = {gid, gid, gid, gid}, .effective = all, .permitted = all};
}

static int set_capabilities(uint64_t effective, uint64_t permitted, uint64_t inheritable) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  for (int i = 0; i < 2; i++)
    data[i] = (struct __user_cap_data_struct){(uint32_t)(effective >> 32 * i), (uint32_t)(permitted >> 32 * i),
                                              (uint32_t)(inheritable >> 32 * i)};
  return (int)syscall(SYS_capset, &header, data);
}

/*
 * On the host, where every ID has a name, and with the fixup off, so that the capabilities stay for the next step. The
 * namespace is entered afterwards: it keeps the kernel's IDs, those it has no name for included.
 */
void take_ids(const struct cred *cred) {
  NEED(prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP | SECBIT_KEEP_CAPS));
  NEED(setgroups((size_t)cred->count, cred->groups));
  NEED(setresgid(cred->gid[0], cred->gid[1], cred->gid[2]));
  NEED(setresuid(cred->uid[0], cred->uid[1], cred->uid[2]));
  setfsgid(cred->gid[3]);
  setfsuid(cred->uid[3]);
  if ((uint32_t)setfsgid(KEEP) != cred->gid[3]) fail("setfsgid", 0);
  if ((uint32_t)setfsuid(KEEP) != cred->uid[3]) fail("setfsuid", 0);
}

/* What is gained by it: all capabilities, all of them in the bounding set, and no secure bit. */
void enter(int ns) {
  if (ns != 0) NEED(setns(namespace_fd[ns], CLONE_NEWUSER));
}

/* Capabilities go last, for the others need them. */
void limit(const struct cred *cred) {
  int flags = cred->flags;
  if (flags & BOUNDED)
    for (int bit = 0; bit <= CAP_LAST_CAP; bit++)
      if (!(cred->permitted >> bit & 1)) NEED(prctl(PR_CAPBSET_DROP, bit));
  unsigned long bits = (flags & KEEP_CAPS ? SECBIT_KEEP_CAPS : 0) | (flags & NO_FIXUP ? SECBIT_NO_SETUID_FIXUP : 0) |
                       (flags & NO_ROOT ? SECBIT_NOROOT : 0);
  NEED(prctl(PR_SET_SECUREBITS, bits));
  if (flags & NO_NEW_PRIVS) NEED(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
  NEED(set_capabilities(cred->effective, cred->permitted, 0));
  /* Every change of credentials clears it. */
  NEED(prctl(PR_SET_DUMPABLE, flags & NOT_DUMPABLE ? 0 : 1));
}

void become(const struct cred *cred) {
  take_ids(cred);
  enter(cred->ns);
  limit(cred);
}

/*
 * A process whose memory begins in its namespace, by executing a program there. Ambient capabilities are what a program
 * executed by anybody keeps; the saved and the file ID are the effective one afterwards, which the caller knows.
 */
int hold(char **argv) {
  struct cred cred = {.effective = strtoull(argv[1], NULL, 10), .permitted = strtoull(argv[2], NULL, 10),
                      .flags = atoi(argv[3])};
  static struct shared own;
  shared = &own;
  limit(&cred);
  for (;;) park();
}

/* What a program sees of itself. The parent reads the rest, and the kernel's IDs, from /proc. */
int report(void) {
  uint32_t ids[6];
  if (getresuid(&ids[0], &ids[1], &ids[2]) < 0 || getresgid(&ids[3], &ids[4], &ids[5]) < 0) return 1;
  if (write(REPORT_FD, ids, sizeof ids) != sizeof ids) return 1;
  for (;;) park();
}

/* Makes the next program keep every capability. */
void keep_over_exec(void) {
  NEED(set_capabilities(ALL, ALL, ALL));
  for (int bit = 0; bit <= CAP_LAST_CAP; bit++) NEED(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, bit, 0, 0));
}
