/* New filesystems: in namespaces of one's own, and by a FUSE server that is asked before it may be mapped. */
#include "helper.h"
#include <fcntl.h>
#include <linux/fuse.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const types[] = {"tmpfs",       "ramfs",   "proc",      "sysfs", "mqueue",   "cgroup2", "devpts",
                                    "binfmt_misc", "overlay", "hugetlbfs", "ext4",  "nosuchfs", "cgroup"};
static const int kinds[] = {CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWCGROUP};

/* Where nothing is revealed that the machine has covered: its own instances may be read-only. */
static int mount_type(const char *type) {
  const char *options = strcmp(type, "overlay") == 0 ? "lowerdir=" ROOM "/lower:" ROOM "/lowest" : NULL;
  int error = attempt(mount("new", ROOM "/m0/p", type, MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_RDONLY, options));
  /* There is no such device: nobody is told so who may not mount. */
  return error == ENOENT && strcmp(type, "ext4") == 0 ? 0 : error;
}

static int asked_type;

static void mount_asked(void) {
  shared->out[0] = mount_type(types[asked_type]);
  if (shared->out[0] == 0 && strcmp(types[asked_type], "ext4") != 0) NEED(umount2(ROOM "/m0/p", MNT_DETACH));
}

/* newfsat CRED HOME TYPE: the error of mounting in the mount namespace of a home, where it is taken away again. */
void mount_at_home(void) {
  struct cred cred = credentials();
  int home = (int)number() - 1;
  asked_type = (int)number();
  try_at_home(&cred, home, 0, mount_asked);
  say("%ld", shared->out[0]);
}

/* newfs CRED OWN TYPE: the error of mounting; bit N of OWN gives the process a namespace of kind N, besides that of mounts. */
void mount_new(void) {
  struct cred cred = credentials();
  int own = (int)number(), type = (int)number(), flags = CLONE_NEWNS;
  for (int i = 0; i < 4; i++)
    if (own >> i & 1) flags |= kinds[i];
  pid_t pid = spawn();
  if (pid == 0) {
    take_ids(&cred);
    enter(cred.ns);
    NEED(unshare(flags));
    /* A PID namespace is that of the children. */
    pid_t inner = fork();
    NEED(inner);
    if (inner == 0) {
      limit(&cred);
      shared->out[0] = mount_type(types[type]);
      _exit(0);
    }
    NEED(waitpid(inner, NULL, 0));
    park();
  }
  if (stopped(pid)) say("%ld", shared->out[0]);
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
