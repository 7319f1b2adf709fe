/* New filesystems: in namespaces of one's own, and by a FUSE server that is asked before it may be mapped. */
#include "helper.h"
#include <fcntl.h>
#include <linux/fuse.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const types[] = {"tmpfs",       "ramfs",   "proc",      "sysfs", "mqueue",   "cgroup2", "devpts",
                                    "binfmt_misc", "overlay", "hugetlbfs", "ext4",  "nosuchfs", "cgroup",
                                    "autofs",      "bpf",     "debugfs",   "tracefs", "squashfs",  "xfs",     "erofs",    "btrfs",
                                    "devtmpfs",    "pstore"};
static const int kinds[] = {CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWCGROUP};

/* There is no such device: nobody is told so who may not mount. */
static int is_on_device(const char *type) {
  static const char *const on_devices[] = {"ext4", "squashfs", "xfs", "erofs", "btrfs"};
  for (size_t i = 0; i < sizeof on_devices / sizeof *on_devices; i++)
    if (strcmp(type, on_devices[i]) == 0) return 1;
  return 0;
}

/* What a type cannot be mounted without. */
static int needed_options(const char *type, char *to) {
  if (strcmp(type, "overlay") == 0) return sprintf(to, "lowerdir=" ROOM "/lower:" ROOM "/lowest");
  if (strcmp(type, "autofs") != 0) return 0;
  int ends[2];
  NEED(pipe(ends));
  return sprintf(to, "fd=%d,minproto=5,maxproto=5", ends[1]);
}

/* Where nothing is revealed that the machine has covered: its own instances may be read-only. An ID below 0 is not given. */
static int mount_type(const char *type, long uid, long gid) {
  char options[256] = "";
  int length = needed_options(type, options);
  if (uid >= 0) length += sprintf(options + length, "%suid=%ld", length ? "," : "", uid);
  if (gid >= 0) length += sprintf(options + length, "%sgid=%ld", length ? "," : "", gid);
  int error = attempt(mount("new", ROOM "/m0/p", type, MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_RDONLY, options));
  return error == ENOENT && is_on_device(type) ? 0 : error;
}

static int asked_type;

static void mount_asked(void) {
  shared->out[0] = mount_type(types[asked_type], -1, -1);
  if (shared->out[0] == 0 && !is_on_device(types[asked_type])) NEED(umount2(ROOM "/m0/p", MNT_DETACH));
}

/* newfsat CRED HOME TYPE: the error of mounting in the mount namespace of a home, where it is taken away again. */
void mount_at_home(void) {
  struct cred cred = credentials();
  int home = (int)number() - 1;
  asked_type = (int)number();
  try_at_home(&cred, home, 0, mount_asked);
  say("%ld", shared->out[0]);
}

/*
 * newfs CRED OWN TYPE UID GID: the error of mounting, and the owner and the group of its first directory as the host has them; bit
 * N of OWN gives the process a namespace of kind N, besides that of mounts.
 */
void mount_new(void) {
  struct cred cred = credentials();
  int own = (int)number(), type = (int)number(), flags = CLONE_NEWNS;
  long uid = (long)number(), gid = (long)number();
  for (int i = 0; i < 4; i++)
    if (own >> i & 1) flags |= kinds[i];
  pid_t pid = spawn();
  if (pid == 0) {
    take_ids(&cred);
    enter(cred.ns);
    NEED(unshare(flags));
    /* A PID namespace is that of the children; what this one opens is open here, too. */
    pid_t inner = (pid_t)syscall(SYS_clone, CLONE_FILES | SIGCHLD, NULL, NULL, NULL, NULL);
    NEED(inner);
    if (inner == 0) {
      limit(&cred);
      shared->out[0] = mount_type(types[type], uid, gid);
      shared->out[1] = open(ROOM "/m0/p", O_PATH);
      _exit(0);
    }
    NEED(waitpid(inner, NULL, 0));
    park();
  }
  if (!stopped(pid)) return;
  struct stat first = {0};
  if (shared->out[1] >= 0) {
    int fd = take_fd(pid, (int)shared->out[1]);
    NEED(fstat(fd, &first));
    close(fd);
  }
  say("%ld %u %u", shared->out[0], first.st_uid, first.st_gid);
}

/* Answers FUSE_INIT, and asks for mapped mounts or does not. The numbers are younger than some machines' headers. */
static void answer_init(int fd, int allows) {
  static char request[1 << 16];
  NEED(read(fd, request, sizeof request));
  const struct fuse_in_header *in = (const void *)request;
  struct {
    struct fuse_out_header header;
    struct fuse_init_out init;
  } out = {.header = {.len = sizeof out, .unique = in->unique},
           .init = {.major = FUSE_KERNEL_VERSION, .minor = 40, .max_write = 4096, .flags = 1U << 30 /* FUSE_INIT_EXT */,
                    .flags2 = allows ? 1U << (40 - 32) /* FUSE_ALLOW_IDMAP */ : 0}};
  NEED(write(fd, &out, sizeof out));
}

/* A detached mount of a FUSE filesystem; its server answers the first request and is still there. */
int served(int allows, int *server) {
  char options[96];
  *server = open("/dev/fuse", O_RDWR | O_CLOEXEC);
  NEED(*server);
  snprintf(options, sizeof options, "fd=%d,rootmode=40755,user_id=0,group_id=0,default_permissions", *server);
  NEED(mount("server", ROOM "/m0/p", "fuse", 0, options));
  answer_init(*server, allows);
  int tree = detached(ROOM "/m0/p", 0, 0, 0);
  NEED(umount2(ROOM "/m0/p", MNT_DETACH));
  return tree;
}
