/* What belongs to a network namespace, and what is counted for each user. */
#include "helper.h"
#include <arpa/inet.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int bind_port(uint16_t port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  NEED(fd);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  return attempt(bind(fd, (struct sockaddr *)&address, sizeof address));
}

/* net CRED OWNER WHAT A B: in the network namespace of OWNER; WHAT 0 binds port A, 1 opens a raw socket, 2 sets ping groups; then what they are. */
void use_network(void) {
  struct cred cred = credentials();
  int owner = (int)number(), what = (int)number();
  unsigned a = (unsigned)number(), b = (unsigned)number();
  pid_t pid = spawn();
  if (pid == 0) {
    NEED(setns(home_fd(NET, owner), CLONE_NEWNET));
    /* Its files show the network of who looks them up; who has one open is another question than who may open it. */
    int fd = open("/proc/sys/net/ipv4/ping_group_range", O_RDWR | O_CLOEXEC);
    NEED(fd);
    char text[64];
    int length = snprintf(text, sizeof text, "%u %u", a, b);
    become(&cred);
    shared->out[0] = what == 0   ? bind_port((uint16_t)a)
                     : what == 1 ? attempt(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP))
                                 : attempt(write(fd, text, (size_t)length));
    shared->text[0] = 0;
    if (what == 2 && shared->out[0] == 0) {
      ssize_t got = pread(fd, shared->text, sizeof shared->text - 1, 0);
      NEED(got);
      shared->text[got] = 0;
    }
    park();
  }
  if (stopped(pid)) say("%ld %.*s", shared->out[0], (int)strcspn(shared->text, "\n"), shared->text);
}

/* After the third one stand the kinds of namespaces, in their order. */
static const char *const limit_names[] = {"max_user_namespaces", "max_inotify_instances", "max_inotify_watches",
                                          "max_mnt_namespaces",  "max_uts_namespaces",    "max_ipc_namespaces",
                                          "max_pid_namespaces",  "max_cgroup_namespaces", "max_net_namespaces",
                                          "max_time_namespaces"};

static int take_one(int what) {
  if (what == 0) return attempt(unshare(CLONE_NEWUSER));
  if (what > 2) return attempt(unshare(kind_flags[what - 3]));
  int fd = inotify_init1(IN_CLOEXEC);
  if (what == 1) return attempt(fd);
  NEED(fd);
  return attempt(inotify_add_watch(fd, ROOM "/m0", IN_DELETE));
}

/* budget WHAT LIMITS [NAMESPACE LIMIT]... TAKERS CRED...: one after the other takes one more; the error of each. */
void use_budget(void) {
  int what = (int)number();
  char path[64], text[32];
  snprintf(path, sizeof path, "/proc/sys/user/%s", limit_names[what]);
  for (int limits = (int)number(); limits > 0; limits--) {
    int ns = (int)number();
    int length = snprintf(text, sizeof text, "%u", (unsigned)number());
    pid_t pid = spawn();
    if (pid == 0) {
      enter(ns);
      put(path, text, (size_t)length);
      park();
    }
    if (!stopped(pid)) return;
  }
  for (int takers = (int)number(); takers > 0; takers--) {
    struct cred cred = credentials();
    /* It stays, and keeps what it has. */
    pid_t pid = spawn();
    if (pid == 0) {
      become(&cred);
      shared->out[0] = take_one(what);
      park();
    }
    if (!stopped(pid)) return;
    say(" %ld", shared->out[0]);
  }
}
