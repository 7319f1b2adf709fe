/* Who a process becomes: set*id, exec, namespaces. */
#include "helper.h"
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

/* The kernel's IDs and the capabilities, as a reader of the host sees them. */
void say_status(pid_t pid, int with_groups) {
  static char text[65536];
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/status", pid);
  slurp(path, text, sizeof text);
  static const char *const lines[] = {"\nUid:", "\nGid:"};
  unsigned long long ids[4], permitted = 0, effective = 0;
  for (int i = 0; i < 2; i++) {
    const char *line = strstr(text, lines[i]);
    if (!line || sscanf(line + 5, "%llu %llu %llu %llu", &ids[0], &ids[1], &ids[2], &ids[3]) != 4) fail(lines[i], 0);
    else say(" %llu %llu %llu %llu", ids[0], ids[1], ids[2], ids[3]);
  }
  if (with_groups) {
    char *groups = strstr(text, "\nGroups:"), *save = NULL;
    char list[4096] = "";
    if (groups) snprintf(list, sizeof list, "%.*s", (int)strcspn(groups + 8, "\n"), groups + 8);
    int count = 0;
    for (const char *at = list; *at; at++) count += *at >= '0' && *at <= '9' && (at[1] < '0' || at[1] > '9');
    say(" %d", count);
    for (char *one = strtok_r(list, " \t", &save); one; one = strtok_r(NULL, " \t", &save)) say(" %s", one);
  }
  const char *line = strstr(text, "\nCapPrm:");
  if (!line || sscanf(line, "\nCapPrm: %llx\nCapEff: %llx", &permitted, &effective) != 2) fail("CapPrm", 0);
  say(" %llu %llu", permitted, effective);
}

static long change(int op, const uint32_t *arg, int count) {
  switch (op) {
    /* The calls themselves: the C library's would tell other threads, and compare. */
    case 0: return syscall(SYS_setuid, arg[0]);
    case 1: return syscall(SYS_setreuid, arg[0], arg[1]);
    case 2: return syscall(SYS_setresuid, arg[0], arg[1], arg[2]);
    case 3: return syscall(SYS_setfsuid, arg[0]), 0;
    case 4: return syscall(SYS_setgid, arg[0]);
    case 5: return syscall(SYS_setregid, arg[0], arg[1]);
    case 6: return syscall(SYS_setresgid, arg[0], arg[1], arg[2]);
    case 7: return syscall(SYS_setfsgid, arg[0]), 0;
    default: return syscall(SYS_setgroups, (size_t)count, arg);
  }
}

/* setid CRED OP COUNT ARGUMENT...: the error, the IDs, groups and capabilities afterwards, the IDs as seen inside. */
void set_id(void) {
  struct cred cred = credentials();
  int op = (int)number(), count = (int)number();
  uint32_t arguments[64] = {0}, ids[6];
  for (int i = 0; i < count && i < 64; i++) arguments[i] = (uint32_t)number();
  pid_t pid = spawn();
  if (pid == 0) {
    become(&cred);
    shared->out[0] = attempt(change(op, arguments, count));
    NEED(getresuid(&ids[0], &ids[1], &ids[2]));
    NEED(getresgid(&ids[3], &ids[4], &ids[5]));
    for (int i = 0; i < 6; i++) shared->out[1 + i] = ids[i];
    park();
  }
  if (!stopped(pid)) return;
  say("%ld", shared->out[0]);
  say_status(pid, 1);
  for (int i = 0; i < 6; i++) say(" %ld", shared->out[1 + i]);
}

enum how { ALONE, SCRIPT, TRACED, TRACED_BY_US, SHARING };

/* What makes an exec unsafe. */
static void prepare(enum how how) {
  if (how == TRACED) NEED(ptrace(PTRACE_TRACEME, 0, 0, 0));
  if (how == TRACED_BY_US) {
    shared->request = 1;
    while (*(volatile int *)&shared->request) usleep(100);
  }
  if (how == SHARING) {
    long other = syscall(SYS_clone, CLONE_FS | SIGCHLD, 0, 0, 0, 0);
    NEED(other);
    if (other == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      for (;;) pause();
    }
  }
}

/*
 * exec CRED MOUNT UID GID MODE CAPABILITY PERMITTED EFFECTIVE ROOTID FOREIGN [HOW SCRIPTUID SCRIPTGID SCRIPTMODE]; HOW is 1
 * for a script, 2 where the process lets itself be traced, 3 where we trace it, 4 where its directories are another's, too:
 * the error, and if there is none the IDs and capabilities of the program, and the IDs as it sees them.
 */
void execute(void) {
  static const char file[] = ROOM "/m0/x", script[] = ROOM "/m0/s";
  struct cred cred = credentials();
  int mount = (int)number();
  uint32_t uid = (uint32_t)number(), gid = (uint32_t)number();
  mode_t mode = (mode_t)number();
  int has_capability = (int)number();
  uint64_t permitted = number();
  int effective = (int)number();
  uint32_t root = (uint32_t)number();
  int foreign = (int)number();
  enum how how = (enum how)number();
  char path[64], line[80];
  snprintf(path, sizeof path, ROOM "/m%d/%c", mount, how == SCRIPT ? 's' : 'x');
  if (how == SCRIPT) {
    int length = snprintf(line, sizeof line, "#!" ROOM "/m%d/x report\n", mount);
    unlink(script);
    close(open(script, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    put(script, line, (size_t)length);
    uint32_t owner = (uint32_t)number();
    NEED(chown(script, owner, (uint32_t)number()));
    NEED(chmod(script, (mode_t)number()));
  }
  NEED(chown(file, uid, gid)); /* Which takes the capability of the last case away. */
  NEED(chmod(file, mode));
  struct vfs_ns_cap_data data = {
      .magic_etc = (root ? VFS_CAP_REVISION_3 : VFS_CAP_REVISION_2) | (effective ? VFS_CAP_FLAGS_EFFECTIVE : 0),
      .data = {{.permitted = (uint32_t)permitted}, {.permitted = (uint32_t)(permitted >> 32)}},
      .rootid = root};
  if (has_capability) NEED(setxattr(file, FILE_CAPABILITY, &data, root ? XATTR_CAPS_SZ_3 : XATTR_CAPS_SZ_2, 0));
  pid_t pid = spawn();
  if (pid == 0) {
    char *const arguments[] = {(char[]){"report"}, NULL}, *const environment[] = {NULL};
    become(&cred);
    prepare(how);
    if (foreign) syscall(SYS_execveat, foreign_fd[mount], "", arguments, environment, AT_EMPTY_PATH);
    else execve(path, arguments, environment);
    shared->out[0] = errno;
    park();
  }
  if (how == TRACED_BY_US) {
    while (!*(volatile int *)&shared->request && !*(volatile char *)shared->where) usleep(100);
    NEED(ptrace(PTRACE_SEIZE, pid, 0, 0));
    shared->request = 0;
  }
  if (!stopped(pid)) return;
  if (how == TRACED && !shared->out[0]) {
    /* Its first stop is that of the exec. */
    NEED(ptrace(PTRACE_CONT, pid, 0, 0));
    if (!stopped(pid)) return;
  }
  say("%ld", shared->out[0]);
  if (shared->out[0]) return;
  uint32_t ids[6];
  if (read(REPORT_FD + 1, ids, sizeof ids) != sizeof ids) fail("the report of the program", errno);
  say_status(pid, 0);
  for (int i = 0; i < 6; i++) say(" %u", ids[i]);
}

/* By a descriptor that is at hand, by the link of the process that holds it open, by a pidfd of that process. */
static int enter_by(int ns, int way) {
  int fd = way == 0   ? namespace_fd[ns]
           : way == 1 ? file_of(holder[ns], "ns/user", O_RDONLY)
                      : (int)syscall(PIDFD_OPEN, holder[ns], 0);
  return fd < 0 ? errno : attempt(setns(fd, CLONE_NEWUSER));
}

/* join CRED NAMESPACE WAY: the error of setns, and who the process is afterwards. */
void join(void) {
  struct cred cred = credentials();
  int ns = (int)number(), way = (int)number();
  pid_t pid = spawn();
  if (pid == 0) {
    become(&cred);
    shared->out[0] = enter_by(ns, way);
    park();
  }
  if (!stopped(pid)) return;
  say("%ld", shared->out[0]);
  say_status(pid, 0);
}

/* setgroups CRED NAMESPACE: the error of opening the file of the process that holds it for writing. */
void open_setgroups(void) {
  struct cred cred = credentials();
  int ns = (int)number();
  pid_t pid = spawn();
  if (pid == 0) {
    become(&cred);
    shared->out[0] = attempt(file_of(holder[ns], "setgroups", O_WRONLY));
    park();
  }
  if (stopped(pid)) say("%ld", shared->out[0]);
}

/* unshare CRED CHROOTED: the error of creating a user namespace. */
void create_namespace(void) {
  struct cred cred = credentials();
  int chrooted = (int)number();
  pid_t pid = spawn();
  if (pid == 0) {
    if (chrooted) NEED(chroot(ROOM "/m0"));
    become(&cred);
    shared->out[0] = attempt(unshare(CLONE_NEWUSER));
    park();
  }
  if (stopped(pid)) say("%ld", shared->out[0]);
}
