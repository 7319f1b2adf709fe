/* The start, the protocol, and the processes of a command. */
#include "helper.h"
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared *shared;
static char *cursor;
static char reply[1 << 18];
static size_t replied;
static pid_t children[64];
static int child_count;

static const struct { const char *name; void (*run)(void); } commands[] = {
    {"namespace", add_namespace}, {"mount", add_mount},   {"home", add_home}, {"map", write_map},
    {"translate", translate},     {"view", read_maps},    {"files", use_files},     {"overlay", use_overlay},
    {"setid", set_id},            {"exec", execute},      {"join", join},           {"unshare", create_namespace},
    {"idmap", idmap},             {"signal", send_signal}, {"ptrace", trace},       {"control", control},
    {"peer", show_peer},          {"status", show_status}, {"net", use_network},    {"budget", use_budget},
    {"oneself", use_oneself},     {"setgroups", open_setgroups}, {"newfs", mount_new},
    {"setkind", set_kind},        {"setkinds", set_kinds}, {"makekinds", make_kinds}, {"hostname", set_name},
    {"clocks", set_clocks},
    {"newfsat", mount_at_home},   {"directories", show_directories}, {"sysctl", use_sysctl},
    {"kinds", use_kinds},         {"entries", use_entries},
    {"lists", use_lists},         {"attributes", use_attributes}, {"sticky", use_sticky}, {"doors", use_doors},
};

static char *token(void) {
  char *found = cursor += strspn(cursor, " ");
  cursor += strcspn(cursor, " ");
  if (*cursor) *cursor++ = 0;
  return found;
}

uint64_t number(void) { return strtoull(token(), NULL, 10); }

size_t bytes(char *to, size_t size) {
  const char *from = token();
  size_t length = 0;
  if (*from == '-') return 0; /* An empty text is no token. */
  for (; from[0] && from[1] && length < size; from += 2) {
    char pair[3] = {from[0], from[1], 0};
    to[length++] = (char)strtoul(pair, NULL, 16);
  }
  return length;
}

struct cred credentials(void) {
  struct cred cred = {.ns = (int)number()};
  for (int i = 0; i < 4; i++) cred.uid[i] = (uint32_t)number();
  for (int i = 0; i < 4; i++) cred.gid[i] = (uint32_t)number();
  cred.count = (int)number();
  if (cred.count > 32) fail("too many groups", E2BIG);
  for (int i = 0; i < cred.count; i++) cred.groups[i] = (uint32_t)number();
  cred.effective = number();
  cred.permitted = number();
  cred.flags = (int)number();
  return cred;
}

void say(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(reply + replied, sizeof reply - replied, format, arguments);
  va_end(arguments);
  if (length > 0 && replied + (size_t)length < sizeof reply) replied += (size_t)length;
}

/* Something that had to work did not: the case says nothing about the kernel. A child ends, the command goes on. */
void fail(const char *where, int error) {
  if (!shared->where[0]) {
    snprintf(shared->where, sizeof shared->where, "%s", where);
    shared->error = error;
  }
  if (getpid() != 1) _exit(1);
}

int attempt(long result) { return result < 0 ? errno : 0; }

pid_t spawn(void) {
  pid_t pid = fork();
  if (pid < 0) fail("fork", errno);
  if (pid > 0 && child_count < 64) children[child_count++] = pid;
  return pid;
}

void park(void) { raise(SIGSTOP); }

int stopped(pid_t pid) {
  int status = 0;
  if (waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status)) return 1;
  fail("a process ended", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
  return 0;
}

int resume(pid_t pid) { return kill(pid, SIGCONT) == 0 && stopped(pid); }

static void end_children(void) {
  /* In reverse, so that a tracer ends before what it traces. */
  while (child_count > 0) {
    pid_t pid = children[--child_count];
    kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
  }
  /* What they left behind is ours now, and died with them. */
  while (waitpid(-1, NULL, WNOHANG) > 0) continue;
}

static void run(char *line) {
  line[strcspn(line, "\n")] = 0;
  cursor = line;
  replied = 0;
  reply[0] = 0;
  /* Not the text: 64 kilobytes a case. */
  memset(shared, 0, offsetof(struct shared, text));
  const char *name = token();
  void (*command)(void) = NULL;
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
    if (strcmp(name, commands[i].name) == 0) command = commands[i].run;
  if (command) command();
  else fail("no such command", 0);
  /* The processes that hold the namespaces stay. */
  if (command == add_namespace || command == add_home) child_count = 0;
  end_children();
  if (shared->where[0]) printf("! %d %s\n", shared->error, shared->where);
  else printf("%s\n", reply);
  /* Nothing may be in the buffer when the next process is forked. */
  fflush(stdout);
}

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[0], "hold") == 0) return hold(argv);
  /* Of a script the interpreter learns its own path, the word in the first line, and the path of the script. */
  if (strcmp(argv[0], "report") == 0 || (argc > 2 && strcmp(argv[1], "report") == 0)) return report();
  /* Whoever started us may be killed; and init of a PID namespace takes all others along. */
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED || unshare(CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS | CLONE_NEWIPC) < 0) {
    printf("! %d unshare of mounts, PIDs, the host's name and IPC\n", errno);
    return 1;
  }
  pid_t init = fork();
  if (init > 0) {
    int status = 0;
    waitpid(init, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  make_room();
  if (shared->where[0]) {
    printf("! %d %s\n", shared->error, shared->where);
    return 1;
  }
  char *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, stdin) > 0) run(line);
  return 0;
}
