/* Maps: written, looked up, read. */
#include "helper.h"
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <linux/securebits.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const map_names[] = {"uid_map", "gid_map", "projid_map"};
static char first_text[8200], second_text[8200];
static size_t first_length, second_length;
static int has_second;

enum { OPEN_MAP = 1, WRITE_MAP, READ_MAP };

static void write_both(int fd, off_t offset) {
  if (lseek(fd, offset, SEEK_SET) < 0) fail("lseek", errno);
  shared->out[1] = attempt(write(fd, first_text, first_length));
  if (!has_second) return;
  if (lseek(fd, 0, SEEK_SET) < 0) fail("lseek", errno);
  shared->out[2] = attempt(write(fd, second_text, second_length));
}

/* Opens, then stops; is resumed and writes, unless somebody else does. */
static void open_map(pid_t target, const char *name, off_t offset) {
  int fd = file_of(target, name, O_RDWR);
  shared->out[0] = attempt(fd);
  shared->out[3] = fd;
  park();
  if (shared->request == WRITE_MAP) {
    write_both(fd, offset);
    park();
  }
}

static int say_column(const char *text, int column) {
  unsigned long numbers[3];
  int lines = 0;
  for (const char *at = text; sscanf(at, "%lu %lu %lu", &numbers[0], &numbers[1], &numbers[2]) == 3;) {
    say(" %lu", numbers[column]);
    lines++;
    at = strchr(at, '\n');
    if (!at++) break;
  }
  return lines;
}

static int count_lines(const char *text) {
  int lines = 0;
  for (; *text; text++) lines += *text == '\n';
  return lines;
}

/*
 * map FILE CREATOR SELF OPENER HAS_WRITER WRITER SETGROUPS OFFSET TEXT HAS_SECOND SECOND
 * the three errors, how many lines, and the lines: first, count, and lower for a reader inside and one of the host.
 */
void write_map(void) {
  const char *name = map_names[number()];
  struct cred creator = credentials();
  int self = (int)number();
  struct cred opener = credentials();
  int has_writer = (int)number();
  struct cred writer = credentials();
  int setgroups = (int)number();
  off_t offset = (off_t)number();
  first_length = bytes(first_text, sizeof first_text);
  has_second = (int)number();
  second_length = bytes(second_text, sizeof second_text);

  pid_t target = spawn();
  if (target == 0) {
    become(&creator);
    NEED(unshare(CLONE_NEWUSER));
    NEED(prctl(PR_SET_DUMPABLE, 1));
    park();
    if (shared->request == OPEN_MAP) open_map(getpid(), name, offset);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/%s", name);
    slurp(path, shared->text, sizeof shared->text);
    park();
  }
  if (!stopped(target)) return;
  int fd = file_of(target, "setgroups", O_WRONLY);
  const char *word = setgroups == 1 ? "deny" : "allow";
  /* Where the parent denies it, allowing it is refused: the model is asked that, too. */
  if (setgroups > 0 && write(fd, word, strlen(word)) < 0 && errno != EPERM) fail("setgroups", errno);
  close(fd);

  shared->request = OPEN_MAP;
  pid_t asker = target;
  if (!self && (asker = spawn()) == 0) {
    become(&opener);
    open_map(target, name, offset);
  }
  if (!(self ? resume(target) : stopped(asker))) return;
  shared->out[2] = -1;
  if (shared->out[0] != 0) {
    say("%ld 0 -1 0", shared->out[0]);
    return;
  }
  if (has_writer) {
    int inherited = take_fd(asker, (int)shared->out[3]);
    pid_t other = spawn();
    if (other == 0) {
      become(&writer);
      write_both(inherited, offset);
      park();
    }
    close(inherited);
    if (!stopped(other)) return;
  } else {
    shared->request = WRITE_MAP;
    if (!resume(asker)) return;
  }
  shared->request = READ_MAP;
  if (!resume(target)) return;
  static char seen_by_host[32768];
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", target, name);
  slurp(path, seen_by_host, sizeof seen_by_host);
  say("%ld %ld %ld %d", shared->out[0], shared->out[1], shared->out[2], count_lines(shared->text));
  for (int column = 0; column < 3; column++) say_column(shared->text, column);
  say_column(seen_by_host, 1);
}

/*
 * translate NAMESPACE UPS ID... DOWNS UID GID...
 * for each ID of the kernel what stat shows inside; for each pair inside the errors of becoming it, and who then owns a file.
 */
void translate(void) {
  int ns = (int)number(), ups = (int)number();
  char name[64];
  for (int i = 0; i < ups; i++) {
    uint32_t id = (uint32_t)number();
    snprintf(name, sizeof name, ROOM "/m0/p/u%d", i);
    int fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    NEED(fchown(fd, id, id));
    close(fd);
  }
  int downs = (int)number();
  static uint32_t pairs[64][2];
  for (int i = 0; i < downs && i < 64; i++)
    for (int side = 0; side < 2; side++) pairs[i][side] = (uint32_t)number();
  uint32_t *seen = (uint32_t *)(void *)shared->text;
  pid_t pid = spawn();
  if (pid == 0) {
    enter(ns);
    NEED(prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP));
    for (int i = 0; i < ups; i++) {
      struct stat status;
      snprintf(name, sizeof name, ROOM "/m0/p/u%d", i);
      NEED(stat(name, &status));
      *seen++ = status.st_uid;
      *seen++ = status.st_gid;
    }
    for (int i = 0; i < downs; i++) {
      *seen++ = (uint32_t)attempt(setresuid(KEEP, pairs[i][0], KEEP));
      *seen++ = (uint32_t)attempt(setresgid(KEEP, pairs[i][1], KEEP));
      snprintf(name, sizeof name, ROOM "/m0/p/d%d", i);
      NEED(close(open(name, O_WRONLY | O_CREAT | O_EXCL, 0644)));
    }
    park();
  }
  if (stopped(pid)) {
    for (int i = 0; i < 2 * ups; i++) say("%u ", *seen++);
    for (int i = 0; i < downs; i++) {
      struct stat status;
      snprintf(name, sizeof name, ROOM "/m0/p/d%d", i);
      NEED(stat(name, &status));
      say("%u %u %u %u ", seen[0], status.st_uid, seen[1], status.st_gid);
      seen += 2;
    }
  }
  for (int i = 0; i < ups || i < downs; i++) {
    snprintf(name, sizeof name, ROOM "/m0/p/u%d", i);
    unlink(name);
    snprintf(name, sizeof name, ROOM "/m0/p/d%d", i);
    unlink(name);
  }
}

/* view TARGET READER: how many lines of each map, and their second column; then the first and the third of uid_map. */
void read_maps(void) {
  int target = (int)number(), reader = (int)number();
  pid_t pid = spawn();
  if (pid == 0) {
    enter(reader);
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/uid_map", holder[target]);
    size_t length = slurp(path, shared->text, sizeof shared->text / 2);
    snprintf(path, sizeof path, "/proc/%d/gid_map", holder[target]);
    slurp(path, shared->text + length + 1, sizeof shared->text / 2);
    shared->out[0] = (long)length;
    park();
  }
  if (!stopped(pid)) return;
  const char *gids = shared->text + shared->out[0] + 1;
  say("%d %d", count_lines(shared->text), count_lines(gids));
  say_column(shared->text, 1);
  say_column(gids, 1);
  say_column(shared->text, 0);
  say_column(shared->text, 2);
}
