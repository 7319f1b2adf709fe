/* Directories of /proc/PID, and files of /proc/sys. Nothing is written. */
#include "helper.h"
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *const directories[] = {".", "task", "attr", "net", "ns", "fd", "map_files"};

/* directories OPENER TARGET: of each directory its owner, and the error of opening it. */
void show_directories(void) {
  struct cred opener = credentials(), target = credentials();
  pid_t other = spawn();
  if (other == 0) {
    become(&target);
    for (;;) park();
  }
  if (!stopped(other)) return;
  pid_t pid = spawn();
  if (pid == 0) {
    become(&opener);
    long *out = shared->out;
    for (size_t i = 0; i < sizeof directories / sizeof *directories; i++) {
      char path[64];
      struct stat status;
      snprintf(path, sizeof path, "/proc/%d/%s", other, directories[i]);
      NEED(stat(path, &status));
      int fd = file_of(other, directories[i], O_RDONLY | O_DIRECTORY);
      *out++ = attempt(fd);
      *out++ = status.st_uid;
      *out++ = status.st_gid;
      if (fd >= 0) close(fd);
    }
    park();
  }
  if (stopped(pid))
    for (int i = 0; i < 21; i++) say(" %ld", shared->out[i]);
}

/* In the order of the group: a file and a directory of the tables of the machine, of networks, of users. */
static const char *const settings[] = {
    "kernel/core_pattern", "kernel/ngroups_max", "kernel", "net/ipv4/ping_group_range", "net/ipv4", "user/max_net_namespaces", "user"};

enum { AT_EFFECTIVE = 0x200 /* AT_EACCESS */, FACCESSAT2 = 439 };

/* sysctl CRED OWNER FILE: what the process may do to it, 1 to 7, as access asks; and the errors of opening it for reading and writing. */
void use_sysctl(void) {
  struct cred cred = credentials();
  int owner = (int)number(), file = (int)number();
  pid_t pid = spawn();
  if (pid == 0) {
    char path[64];
    snprintf(path, sizeof path, "/proc/sys/%s", settings[file]);
    NEED(setns(home_fd(NET, owner), CLONE_NEWNET));
    become(&cred);
    for (int want = 1; want < 8; want++)
      shared->out[want - 1] = attempt(syscall(FACCESSAT2, AT_FDCWD, path, want, AT_EFFECTIVE));
    for (int i = 0; i < 2; i++) {
      int fd = open(path, (i == 0 ? O_RDONLY : O_WRONLY) | O_CLOEXEC);
      shared->out[7 + i] = attempt(fd);
      if (fd >= 0) close(fd);
    }
    park();
  }
  if (stopped(pid))
    for (int i = 0; i < 9; i++) say(" %ld", shared->out[i]);
}
