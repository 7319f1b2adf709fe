/* Namespaces of all kinds but user: joined, made, and what belongs to them. */
#include "helper.h"
#include <fcntl.h>
#include <linux/nsfs.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

const char *const kind_names[KINDS] = {"mnt", "uts", "ipc", "pid", "cgroup", "net", "time"};
/* CLONE_NEWTIME is younger than some C libraries. */
const int kind_flags[KINDS] = {CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWPID, CLONE_NEWCGROUP, CLONE_NEWNET, 0x80};
static int home_fds[KINDS][NAMESPACES];
static pid_t resident[NAMESPACES];
/* Opened where its number means it: a process of another PID namespace has no number for it. */
static int resident_fd[NAMESPACES];

/* The callers' states; on the wire a home is one more, and 0 the helper's own. */
enum { SHARES = 1, THREADS = 2, CHROOTED = 4, PID_MADE = 8 };

/* home OWNER: namespaces of all kinds that were created in a user namespace, and the process that they begin with. */
void add_home(void) {
  int owner = (int)number();
  pid_t pid = spawn();
  if (pid == 0) {
    enter(owner);
    int flags = 0;
    for (int kind = 0; kind < KINDS; kind++) flags |= kind_flags[kind];
    NEED(unshare(flags));
    /* Before there is a child, which has it from here: nobody waits until the child has run. */
    NEED(prctl(PR_SET_DUMPABLE, 1));
    /* The PID and the time namespace are those of the children. */
    pid_t inner = fork();
    NEED(inner);
    if (inner == 0) {
      NEED(prctl(PR_SET_PDEATHSIG, SIGKILL));
      for (;;) pause();
    }
    shared->out[0] = inner;
    for (;;) park();
  }
  if (!stopped(pid)) return;
  resident[owner] = (pid_t)shared->out[0];
  NEED(resident_fd[owner] = (int)syscall(PIDFD_OPEN, resident[owner], 0));
  for (int kind = 0; kind < KINDS; kind++) {
    char name[24];
    snprintf(name, sizeof name, "ns/%s", kind_names[kind]);
    NEED(home_fds[kind][owner] = file_of(resident[owner], name, O_RDONLY));
  }
}

int home_fd(int kind, int owner) {
  /* Standard input is no namespace. */
  if (home_fds[kind][owner] == 0) fail("no such home", 0);
  return home_fds[kind][owner];
}

static int wait_for_nothing(void *nothing) {
  (void)nothing;
  while (pause() < 0) continue;
  return 0;
}

static void start_thread(void) {
  static char stack[16384];
  NEED(clone(wait_for_nothing, stack + sizeof stack, CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD, NULL));
}

/* Somebody who has the same root and working directory. Not before the user namespace is entered, which it would prevent. */
static pid_t share_directories(void) {
  pid_t pid = (pid_t)syscall(SYS_clone, CLONE_FS | SIGCHLD, 0, 0, 0, 0);
  NEED(pid);
  while (pid == 0) pause();
  return pid;
}

/* Moves into the namespaces of a home; who is in its PID namespace is a child. The mounts go last, for their root goes along. */
static void move_to(int home) {
  if (home < 0) return;
  for (int kind = KINDS - 1; kind >= 0; kind--) NEED(setns(home_fd(kind, home), kind_flags[kind]));
}

/* The process in between waits for him. */
void try_at_home(const struct cred *cred, int home, int state, void (*attempts)(void)) {
  pid_t pid = spawn();
  if (pid == 0) {
    move_to(home);
    pid_t inner = fork();
    NEED(inner);
    if (inner == 0) {
      if (state & CHROOTED) NEED(chroot(ROOM "/m0"));
      if (state & PID_MADE) NEED(unshare(CLONE_NEWPID));
      become(cred);
      pid_t other = state & SHARES ? share_directories() : 0;
      if (state & THREADS) start_thread();
      attempts();
      if (other > 0) {
        kill(other, SIGKILL);
        waitpid(other, NULL, 0);
      }
      /* All threads, and with nothing to flush. */
      syscall(SYS_exit_group, 0);
    }
    NEED(waitpid(inner, NULL, 0));
    park();
  }
  stopped(pid);
}

static int asked_kind, asked_owner, asked_way;

static ino_t number_of(const char *name) {
  char path[48];
  struct stat status;
  snprintf(path, sizeof path, "/proc/self/ns/%s", name);
  return stat(path, &status) < 0 ? 0 : status.st_ino;
}

static void join_kind(void) {
  const char *name = kind_names[asked_kind];
  char path[24], children[40];
  struct stat wanted;
  snprintf(path, sizeof path, "ns/%s", name);
  snprintf(children, sizeof children, "%s_for_children", name);
  NEED(fstat(home_fd(asked_kind, asked_owner), &wanted));
  int fd = asked_way == 0   ? home_fd(asked_kind, asked_owner)
           : asked_way == 1 ? file_of(resident[asked_owner], path, O_RDONLY)
                            : resident_fd[asked_owner];
  shared->out[0] = fd < 0 ? errno : attempt(setns(fd, kind_flags[asked_kind]));
  shared->out[1] = number_of(name) == wanted.st_ino;
  shared->out[2] = asked_kind == PID || asked_kind == TIME ? number_of(children) == wanted.st_ino : 0;
}

/* setkind CRED HOME STATE KIND OWNER WAY: the error of setns; whether it is in the namespace, and whether its children will be. */
void set_kind(void) {
  struct cred cred = credentials();
  int home = (int)number() - 1, state = (int)number();
  asked_kind = (int)number();
  asked_owner = (int)number();
  asked_way = (int)number();
  if (home_fd(MNT, asked_owner) == 0) return;
  try_at_home(&cred, home, state, join_kind);
  say("%ld %ld %ld", shared->out[0], shared->out[1], shared->out[2]);
}

static int is_at(const char *name, int fd) {
  struct stat wanted;
  NEED(fstat(fd, &wanted));
  return number_of(name) == wanted.st_ino;
}

static void join_kinds(void) {
  int flags = asked_kind >> KINDS & 1 ? CLONE_NEWUSER : 0;
  for (int kind = 0; kind < KINDS; kind++)
    if (asked_kind >> kind & 1) flags |= kind_flags[kind];
  shared->out[0] = attempt(setns(resident_fd[asked_owner], flags));
  shared->out[1] = is_at("user", namespace_fd[asked_owner]) << KINDS;
  for (int kind = 0; kind < KINDS; kind++)
    shared->out[1] |= is_at(kind_names[kind], home_fd(kind, asked_owner)) << kind;
  shared->out[2] = is_at("pid_for_children", home_fd(PID, asked_owner)) +
                   2 * is_at("time_for_children", home_fd(TIME, asked_owner));
}

/* setkinds CRED HOME STATE KINDS OWNER: the error of setns by a pidfd; in which of the namespaces it is, and its children are. */
void set_kinds(void) {
  struct cred cred = credentials();
  int home = (int)number() - 1, state = (int)number();
  asked_kind = (int)number();
  asked_owner = (int)number();
  if (home_fd(MNT, asked_owner) == 0) return;
  try_at_home(&cred, home, state, join_kinds);
  say("%ld %ld %ld", shared->out[0], shared->out[1], shared->out[2]);
}

static const char *const owned_links[] = {"mnt", "uts", "ipc", "cgroup", "net", "time_for_children"};

/* Whose user namespace is the one that the process is in. */
static int is_own(const char *name) {
  char path[48];
  struct stat owner;
  snprintf(path, sizeof path, "/proc/self/ns/%s", name);
  int fd = open(path, O_RDONLY | O_CLOEXEC), own = 0;
  NEED(fd);
  int user = ioctl(fd, NS_GET_USERNS);
  if (user >= 0) {
    NEED(fstat(user, &owner));
    own = owner.st_ino == number_of("user");
    close(user);
  }
  close(fd);
  return own;
}

static void unshare_kinds(void) {
  int flags = asked_kind >> KINDS & 1 ? CLONE_NEWUSER : 0;
  for (int kind = 0; kind < KINDS; kind++)
    if (asked_kind >> kind & 1) flags |= kind_flags[kind];
  shared->out[0] = attempt(unshare(flags));
  shared->out[1] = 0;
  /* Not in a chroot, where there is no /proc to look at. */
  for (int i = 0; i < 6 && asked_way == 0; i++) shared->out[1] |= is_own(owned_links[i]) << i;
}

/* makekinds CRED HOME STATE KINDS: the error of unshare; which of six namespaces then belong to the process's own user namespace. */
void make_kinds(void) {
  struct cred cred = credentials();
  int home = (int)number() - 1, state = (int)number();
  asked_kind = (int)number();
  asked_way = state & CHROOTED;
  try_at_home(&cred, home, state, unshare_kinds);
  say("%ld %ld", shared->out[0], shared->out[1]);
}

/* hostname CRED OWNER WHICH LENGTH: the error of sethostname, or of setdomainname, in the UTS namespace of a home. */
void set_name(void) {
  struct cred cred = credentials();
  int owner = (int)number(), domain = (int)number();
  size_t length = (size_t)number();
  pid_t pid = spawn();
  if (pid == 0) {
    static char name[256];
    memset(name, 'x', sizeof name);
    NEED(setns(home_fd(UTS, owner), CLONE_NEWUTS));
    become(&cred);
    shared->out[0] = attempt(domain ? syscall(SYS_setdomainname, name, length) : syscall(SYS_sethostname, name, length));
    park();
  }
  if (stopped(pid)) say("%ld", shared->out[0]);
}

/*
 * clocks OPENER TARGET STATE: the errors of opening timens_offsets of the target and of writing to it. STATE 0: its children
 * will be in the time namespace it is in; 1: in one of the host; 2: in one of its own; 3: in one of its own that had a child.
 */
void set_clocks(void) {
  struct cred opener = credentials(), target = credentials();
  int state = (int)number();
  pid_t other = spawn();
  if (other == 0) {
    take_ids(&target);
    if (state == 1) NEED(unshare(kind_flags[TIME]));
    enter(target.ns);
    if (state > 1) NEED(unshare(kind_flags[TIME]));
    if (state == 3) {
      pid_t child = fork();
      NEED(child);
      if (child == 0) _exit(0);
      NEED(waitpid(child, NULL, 0));
    }
    limit(&target);
    for (;;) park();
  }
  if (!stopped(other)) return;
  pid_t pid = spawn();
  if (pid == 0) {
    become(&opener);
    int fd = file_of(other, "timens_offsets", O_WRONLY);
    shared->out[0] = attempt(fd);
    shared->out[1] = fd < 0 ? 0 : attempt(write(fd, "monotonic 1 0", 13));
    park();
  }
  if (stopped(pid)) say("%ld %ld", shared->out[0], shared->out[1]);
}
