/* Ways to what is closed: past a directory by a descriptor, and into a daemon by its socket. */
#include "helper.h"
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static void own(const char *path, uint32_t uid, uint32_t gid, mode_t mode) {
  NEED(chown(path, uid, gid));
  NEED(chmod(path, mode));
}

/*
 * doors CRED MAPS DUID DGID DMODE UID GID MODE: below a directory is one of mode 0755, and in it a file and a socket. The errors
 * of opening the file by its path, and from a descriptor of the lower directory, and of connecting by the path.
 */
void use_doors(void) {
  struct cred cred = credentials();
  int ns = (int)number();
  uint32_t duid = (uint32_t)number(), dgid = (uint32_t)number();
  mode_t dmode = (mode_t)number();
  uint32_t uid = (uint32_t)number(), gid = (uint32_t)number();
  mode_t mode = (mode_t)number();
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = BASE "/d/e/s"};
  int daemon = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  NEED(daemon);
  new_base();
  NEED(mkdir(BASE "/d", 0700));
  NEED(mkdir(BASE "/d/e", 0755));
  NEED(close(open(BASE "/d/e/f", O_WRONLY | O_CREAT | O_EXCL, 0600)));
  NEED(bind(daemon, (struct sockaddr *)&address, sizeof address));
  NEED(listen(daemon, 1));
  own(BASE "/d/e/f", uid, gid, mode);
  own(BASE "/d/e/s", uid, gid, mode);
  own(BASE "/d", duid, dgid, dmode);
  show_base(VIEW, ns, 0);
  int leaked = open(VIEW "/d/e", O_PATH | O_DIRECTORY | O_CLOEXEC);
  NEED(leaked);
  pid_t pid = spawn();
  if (pid == 0) {
    become(&cred);
    shared->out[0] = attempt(open(VIEW "/d/e/f", O_RDONLY | O_CLOEXEC));
    shared->out[1] = attempt(openat(leaked, "f", O_RDONLY | O_CLOEXEC));
    int client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    NEED(client);
    strcpy(address.sun_path, VIEW "/d/e/s");
    shared->out[2] = attempt(connect(client, (struct sockaddr *)&address, sizeof address));
    park();
  }
  if (stopped(pid)) say("%ld %ld %ld", shared->out[0], shared->out[1], shared->out[2]);
  close(leaked);
  close(daemon);
  drop_base();
}
