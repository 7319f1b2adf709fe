/* What the cases take place in: namespaces, mounts, networks. */
#include "helper.h"
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { OPEN_TREE = 428, MOVE_MOUNT = 429, MOUNT_SETATTR = 442 };
enum { TREE_CLONE = 1, TREE_RECURSIVE = 0x8000, MOVE_FROM_EMPTY = 4 };
struct attributes { uint64_t set, clear, propagation, userns_fd; };
enum { ATTRIBUTE_NOSUID = 2, ATTRIBUTE_IDMAP = 0x100000 };

int namespace_fd[NAMESPACES];
pid_t holder[NAMESPACES];
int foreign_fd[MOUNTS];
/* A mount of a file of procfs, detached; a detached mount of ours; one that is attached; one that is idmapped. */
static int tree_fd[7];

size_t slurp(const char *path, char *to, size_t size) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    fail(path, errno);
    return 0;
  }
  size_t length = 0;
  ssize_t got;
  while (length < size - 1 && (got = read(fd, to + length, size - 1 - length)) > 0) length += (size_t)got;
  close(fd);
  to[length] = 0;
  return length;
}

void put(const char *path, const char *text, size_t length) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0 || write(fd, text, length) != (ssize_t)length) fail(path, errno);
  if (fd >= 0) close(fd);
}

int file_of(pid_t pid, const char *name, int flags) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  return open(path, flags | O_CLOEXEC);
}

/* A descriptor keeps who opened it, so it has to be the very one. */
int take_fd(pid_t pid, int fd) {
  int pidfd = (int)syscall(PIDFD_OPEN, pid, 0);
  int taken = (int)syscall(PIDFD_GETFD, pidfd, fd, 0);
  if (taken < 0) fail("pidfd_getfd", errno);
  close(pidfd);
  return taken;
}

static void copy_program(const char *path) {
  static char part[65536];
  int from = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  int to = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755);
  ssize_t got;
  if (from < 0 || to < 0) fail(path, errno);
  while ((got = read(from, part, sizeof part)) > 0)
    if (write(to, part, (size_t)got) != got) fail(path, errno);
  close(from);
  close(to);
}

/* A copy of a mount, in no mount namespace until it is moved into one. */
int detached(const char *path, int ns, int nosuid, int recursive) {
  return detached_with(path, ns, nosuid ? ATTRIBUTE_NOSUID : 0, recursive);
}

int detached_with(const char *path, int ns, unsigned flags, int recursive) {
  int tree = (int)syscall(OPEN_TREE, AT_FDCWD, path, TREE_CLONE | O_CLOEXEC | (recursive ? TREE_RECURSIVE : 0));
  if (tree < 0) fail("open_tree", errno);
  struct attributes attributes = {.set = (ns > 0 ? ATTRIBUTE_IDMAP : 0) | flags};
  if (ns > 0) attributes.userns_fd = (uint64_t)namespace_fd[ns];
  if (attributes.set) NEED(syscall(MOUNT_SETATTR, tree, "", AT_EMPTY_PATH, &attributes, sizeof attributes));
  return tree;
}

static void open_foreign(int id, int ns, int nosuid) {
  int tree = detached(ROOM "/m0", ns, nosuid, 0);
  NEED(foreign_fd[id] = openat(tree, "x", O_PATH | O_CLOEXEC));
  close(tree);
}

void make_room(void) {
  umask(0);
  NEED(mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL));
  NEED(mount("proc", "/proc", "proc", 0, NULL));
  NEED(mount("tmpfs", ROOM, "tmpfs", 0, "mode=0777,size=64m"));
  NEED(mkdir(ROOM "/m0", 0777));
  NEED(mount("tmpfs", ROOM "/m0", "tmpfs", 0, "mode=0777,size=64m"));
  NEED(mkdir(ROOM "/m0/p", 0777));
  NEED(mkdir(ROOM "/lower", 0777));
  NEED(mkdir(ROOM "/lowest", 0777));
  copy_program(PROGRAM);
  copy_program(ROOM "/m0/x");
  int pipes[2];
  NEED(pipe2(pipes, O_NONBLOCK));
  NEED(dup2(pipes[1], REPORT_FD));
  NEED(dup2(pipes[0], REPORT_FD + 1));
  namespace_fd[0] = file_of(getpid(), "ns/user", O_RDONLY);
  holder[0] = getpid();
  open_foreign(0, 0, 0);
  /* Who mounts is asked about, too: nothing but root. */
  NEED(setgroups(0, NULL));
  struct cred host = plain(0, 0, 0);
  NEED(prctl(PR_CAPBSET_DROP, CAP_SYS_RESOURCE));
  limit(&host);
}

static int write_own(pid_t pid, const char *name, const char *text, size_t length) {
  if (length == 0) return 0;
  int fd = file_of(pid, name, O_WRONLY);
  int error = fd < 0 ? errno : write(fd, text, length) != (ssize_t)length ? errno : 0;
  if (fd >= 0) close(fd);
  return error;
}

/* namespace ID PARENT OWNER GROUP DENY UIDMAP GIDMAP: the errors of the two writes. */
void add_namespace(void) {
  int id = (int)number(), parent = (int)number();
  uint32_t owner = (uint32_t)number(), group = (uint32_t)number();
  int deny = (int)number();
  static char uid_map[4200], gid_map[4200];
  size_t uid_length = bytes(uid_map, sizeof uid_map), gid_length = bytes(gid_map, sizeof gid_map);
  struct cred creator = plain(parent, owner, group);
  pid_t pid = spawn();
  if (pid == 0) {
    become(&creator);
    NEED(unshare(CLONE_NEWUSER));
    NEED(prctl(PR_SET_DUMPABLE, 1));
    for (;;) park();
  }
  if (!stopped(pid)) return;
  /* A nested map is written by who is in the parent; that it is the owner gets past the mode of the file. */
  pid_t writer = spawn();
  if (writer == 0) {
    become(&creator);
    if (deny) shared->out[0] = write_own(pid, "setgroups", "deny", 4);
    shared->out[1] = write_own(pid, "uid_map", uid_map, uid_length);
    shared->out[2] = write_own(pid, "gid_map", gid_map, gid_length);
    park();
  }
  if (!stopped(writer)) return;
  kill(writer, SIGKILL);
  holder[id] = pid;
  NEED(namespace_fd[id] = file_of(pid, "ns/user", O_RDONLY));
  say("%ld %ld %ld", shared->out[0], shared->out[1], shared->out[2]);
}

/* mount ID NAMESPACE NOSUID: one more mount of the same filesystem. */
void add_mount(void) {
  int id = (int)number(), ns = (int)number(), nosuid = (int)number();
  char path[64];
  snprintf(path, sizeof path, ROOM "/m%d", id);
  int tree = detached(ROOM "/m0", ns, nosuid, 0);
  NEED(mkdir(path, 0777));
  NEED(syscall(MOVE_MOUNT, tree, "", AT_FDCWD, path, MOVE_FROM_EMPTY));
  close(tree);
  open_foreign(id, ns, nosuid);
}

/*
 * idmap CRED KIND NAMESPACE: whether the maps can be attached; KIND 0 detached, 1 attached, 2 idmapped already, 3 of procfs,
 * 4 of FUSE, 5 of FUSE whose server asked for it, 6 detached with a writer.
 */
void idmap(void) {
  struct cred cred = credentials();
  int kind = (int)number(), ns = (int)number(), server = -1, writer = -1;
  if (kind == 4 || kind == 5) tree_fd[kind] = served(kind == 5, &server);
  else if (kind == 3) tree_fd[3] = (int)syscall(OPEN_TREE, AT_FDCWD, "/proc", TREE_CLONE | O_CLOEXEC);
  else if (kind == 1) tree_fd[1] = (int)syscall(OPEN_TREE, AT_FDCWD, ROOM "/m0", O_CLOEXEC);
  else tree_fd[kind] = detached(ROOM "/m0", kind == 2 ? (int)number() : 0, 0, 0);
  if (kind == 6) NEED(writer = openat(tree_fd[kind], "written", O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
  pid_t pid = spawn();
  if (pid == 0) {
    become(&cred);
    struct attributes attributes = {.set = ATTRIBUTE_IDMAP, .userns_fd = (uint64_t)namespace_fd[ns]};
    shared->out[0] = attempt(syscall(MOUNT_SETATTR, tree_fd[kind], "", AT_EMPTY_PATH, &attributes, sizeof attributes));
    park();
  }
  if (stopped(pid)) say("%ld", shared->out[0]);
  close(tree_fd[kind]);
  if (server >= 0) close(server);
  if (writer >= 0) close(writer);
}
