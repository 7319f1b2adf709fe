/* What one process may do to another one, and what it sees of it. */
#include "helper.h"
#include <fcntl.h>
#include <linux/kcmp.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

/* A hard limit that is lower than ours, so that there is one to raise. */
static const struct rlimit lowered = {0, 4096}, raised = {0, 8192};

/* A process that does nothing; its memory begins in its namespace if so wanted. */
static pid_t somebody(const struct cred *cred, int new_session, int own_memory) {
  pid_t pid = spawn();
  if (pid != 0) return stopped(pid) ? pid : -1;
  NEED(setrlimit(RLIMIT_CORE, &lowered));
  if (new_session) NEED(setsid());
  if (own_memory) {
    char numbers[3][24];
    snprintf(numbers[0], sizeof numbers[0], "%llu", (unsigned long long)cred->effective);
    snprintf(numbers[1], sizeof numbers[1], "%llu", (unsigned long long)cred->permitted);
    snprintf(numbers[2], sizeof numbers[2], "%d", cred->flags);
    char *const arguments[] = {(char[]){"hold"}, numbers[0], numbers[1], numbers[2], NULL}, *const environment[] = {NULL};
    take_ids(cred);
    enter(cred->ns);
    keep_over_exec();
    NEED(execve(PROGRAM, arguments, environment));
  }
  become(cred);
  for (;;) park();
}

/* signal SENDER TARGET NEWSESSION SIGNAL */
void send_signal(void) {
  struct cred sender = credentials(), target = credentials();
  int new_session = (int)number(), signal = (int)number();
  pid_t other = somebody(&target, new_session, 0);
  if (other < 0) return;
  pid_t pid = spawn();
  if (pid == 0) {
    become(&sender);
    shared->out[0] = attempt(kill(other, signal));
    park();
  }
  if (stopped(pid)) say("%ld", shared->out[0]);
}

static int try_file(pid_t pid, const char *name, int flags) {
  int fd = file_of(pid, name, flags);
  int error = attempt(fd);
  if (fd >= 0) close(fd);
  return error;
}

static int try_link(pid_t pid, const char *name) {
  char path[64], target[256];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  return attempt(readlink(path, target, sizeof target));
}

/* Its standard input: there is one, and it is nobody's secret. */
static int try_descriptor(pid_t pid) {
  int pidfd = (int)syscall(PIDFD_OPEN, pid, 0);
  NEED(pidfd);
  int fd = (int)syscall(PIDFD_GETFD, pidfd, 0, 0);
  int error = attempt(fd);
  if (fd >= 0) close(fd);
  close(pidfd);
  return error;
}

/* ptrace SENDER TARGET OWNMEMORY: eleven errors, and the owner of environ. */
void trace(void) {
  struct cred sender = credentials(), target = credentials();
  pid_t other = somebody(&target, 0, (int)number());
  if (other < 0) return;
  pid_t pid = spawn();
  if (pid == 0) {
    char byte, path[64];
    struct iovec local = {&byte, 1}, remote = {(void *)(uintptr_t)&program_address, 1};
    struct stat status = {0};
    long *out = shared->out;
    become(&sender);
    *out++ = attempt(process_vm_readv(other, &local, 1, &remote, 1, 0));
    *out++ = try_link(other, "cwd");
    *out++ = try_link(other, "ns/user");
    *out++ = try_file(other, "environ", O_RDONLY);
    *out++ = try_file(other, "mem", O_RDWR);
    *out++ = try_file(other, "ns/user", O_RDONLY);
    *out++ = try_link(other, "fd/0");
    *out++ = try_file(other, "fdinfo/0", O_RDONLY);
    *out++ = attempt(syscall(SYS_kcmp, getpid(), other, KCMP_VM, 0, 0));
    *out++ = try_descriptor(other);
    *out++ = attempt(ptrace(PTRACE_SEIZE, other, 0, 0));
    snprintf(path, sizeof path, "/proc/%d/environ", other);
    NEED(stat(path, &status));
    *out++ = status.st_uid;
    *out++ = status.st_gid;
    park();
  }
  if (stopped(pid))
    for (int i = 0; i < 13; i++) say(" %ld", shared->out[i]);
}

static long set_affinity(pid_t pid) {
  unsigned long mask[16];
  long size = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
  return size < 0 ? size : syscall(SYS_sched_setaffinity, pid, (size_t)size, mask);
}

static int write_score(pid_t pid, const char *score) {
  int fd = file_of(pid, "oom_score_adj", O_WRONLY);
  int error = fd < 0 || write(fd, score, strlen(score)) < 0 ? errno : 0;
  if (fd >= 0) close(fd);
  return error;
}

static int change(pid_t pid, int what, int raises) {
  return what == 0   ? attempt(prlimit(pid, RLIMIT_CORE, raises ? &raised : &lowered, NULL))
         : what == 1 ? attempt(set_affinity(pid))
         : what == 2 ? attempt(setpriority(PRIO_PROCESS, (id_t)pid, getpriority(PRIO_PROCESS, 0) + (raises ? -1 : 1)))
         /* IOPRIO_WHO_PROCESS, the real-time or the best-effort class, level 4. */
         : what == 3 ? attempt(syscall(SYS_ioprio_set, 1, pid, (raises ? 1 : 2) << 13 | 4))
                     : write_score(pid, raises ? "-1" : "1");
}

/* control SENDER TARGET WHAT RAISES */
void control(void) {
  struct cred sender = credentials(), target = credentials();
  int what = (int)number(), raises = (int)number();
  pid_t other = somebody(&target, 0, 0);
  if (other < 0) return;
  pid_t pid = spawn();
  if (pid == 0) {
    become(&sender);
    shared->out[0] = change(other, what, raises);
    park();
  }
  if (stopped(pid)) say("%ld", shared->out[0]);
}

/* oneself CRED: what a process may do to itself: a signal, eight ways to look into it, and what it may change. */
void use_oneself(void) {
  struct cred cred = credentials();
  pid_t pid = spawn();
  if (pid == 0) {
    char byte;
    struct iovec local = {&byte, 1}, remote = {(void *)(uintptr_t)&program_address, 1};
    pid_t self = getpid();
    long *out = shared->out;
    NEED(setrlimit(RLIMIT_CORE, &lowered));
    become(&cred);
    *out++ = attempt(kill(self, 0));
    *out++ = attempt(process_vm_readv(self, &local, 1, &remote, 1, 0));
    *out++ = try_link(self, "cwd");
    *out++ = try_link(self, "fd/0");
    *out++ = try_file(self, "environ", O_RDONLY);
    *out++ = try_file(self, "mem", O_RDWR);
    *out++ = attempt(syscall(SYS_kcmp, self, self, KCMP_VM, 0, 0));
    *out++ = try_descriptor(self);
    *out++ = attempt(ptrace(PTRACE_SEIZE, self, 0, 0));
    for (int raises = 1; raises >= 0; raises--)
      for (int what = 0; what < 4; what++) *out++ = change(what == 0 ? 0 : self, what, raises);
    park();
  }
  if (stopped(pid))
    for (int i = 0; i < 17; i++) say(" %ld", shared->out[i]);
}

static void send_ids(int socket, uint32_t uid, uint32_t gid) {
  char control_data[CMSG_SPACE(sizeof(struct ucred))] = {0};
  struct iovec part = {(char[]){'x'}, 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control_data, .msg_controllen = sizeof control_data};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  *header = (struct cmsghdr){CMSG_LEN(sizeof(struct ucred)), SOL_SOCKET, SCM_CREDENTIALS};
  struct ucred ids = {getpid(), uid, gid};
  memcpy(CMSG_DATA(header), &ids, sizeof ids);
  shared->out[0] = attempt(sendmsg(socket, &message, 0));
}

static void receive_ids(int socket) {
  char control_data[CMSG_SPACE(sizeof(struct ucred))];
  struct ucred ids = {0};
  socklen_t length = sizeof ids;
  NEED(getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &ids, &length));
  shared->out[1] = ids.uid;
  shared->out[2] = ids.gid;
  if (shared->out[0] != 0) return;
  char byte;
  struct iovec part = {&byte, 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control_data, .msg_controllen = sizeof control_data};
  NEED(recvmsg(socket, &message, 0));
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (!header || header->cmsg_type != SCM_CREDENTIALS) fail("SCM_CREDENTIALS", 0);
  memcpy(&ids, CMSG_DATA(header), sizeof ids);
  shared->out[3] = ids.uid;
  shared->out[4] = ids.gid;
}

/* peer SENDER UID GID READER: the error of sending these IDs; what SO_PEERCRED and the message show in another namespace. */
void show_peer(void) {
  struct cred sender = credentials();
  uint32_t uid = (uint32_t)number(), gid = (uint32_t)number();
  int reader = (int)number(), yes = 1, server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  /* Bound to no name: the kernel picks an abstract one, which nobody needs a file for. */
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  socklen_t length = sizeof(sa_family_t);
  NEED(bind(server, (struct sockaddr *)&address, length));
  length = sizeof address;
  NEED(getsockname(server, (struct sockaddr *)&address, &length));
  NEED(setsockopt(server, SOL_SOCKET, SO_PASSCRED, &yes, sizeof yes));
  NEED(listen(server, 1));
  pid_t pid = spawn();
  if (pid == 0) {
    become(&sender);
    int client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    NEED(connect(client, (struct sockaddr *)&address, length));
    send_ids(client, uid, gid);
    park();
  }
  if (stopped(pid)) {
    int accepted = accept4(server, NULL, NULL, SOCK_CLOEXEC);
    NEED(accepted);
    NEED(setsockopt(accepted, SOL_SOCKET, SO_PASSCRED, &yes, sizeof yes));
    pid_t other = spawn();
    if (other == 0) {
      enter(reader);
      receive_ids(accepted);
      park();
    }
    if (stopped(other))
      for (int i = 0; i < 5; i++) say(" %ld", shared->out[i]);
    close(accepted);
  }
  close(server);
}

/* status TARGET OPENER READER: the IDs in /proc/PID/status, opened in one namespace and read in another. */
void show_status(void) {
  struct cred target = credentials();
  int opener = (int)number(), reader = (int)number();
  pid_t other = somebody(&target, 0, 0);
  if (other < 0) return;
  pid_t pid = spawn();
  if (pid == 0) {
    enter(opener);
    shared->out[0] = file_of(other, "status", O_RDONLY);
    NEED(shared->out[0]);
    park();
  }
  if (!stopped(pid)) return;
  int fd = take_fd(pid, (int)shared->out[0]);
  pid_t last = spawn();
  if (last == 0) {
    enter(reader);
    ssize_t got = read(fd, shared->text, sizeof shared->text - 1);
    NEED(got);
    shared->text[got] = 0;
    park();
  }
  close(fd);
  if (!stopped(last)) return;
  static const char *const names[] = {"\nUid:", "\nGid:", "\nGroups:"};
  for (int i = 0; i < 3; i++) {
    const char *line = strstr(shared->text, names[i]);
    if (!line) fail(names[i], 0);
    else say(" %.*s", (int)strcspn(line + strlen(names[i]), "\n"), line + strlen(names[i]));
  }
}
