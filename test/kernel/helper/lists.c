/* Access control lists and other extended attributes: who may set them, and what they become. */
#include "helper.h"
#include <fcntl.h>
#include <linux/capability.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#define COUNT(array) (int)(sizeof array / sizeof *array)

/* ENTRIES [TAG ID PERMISSIONS]...: its size as an attribute. */
size_t list(struct acl *to) {
  *to = (struct acl){.version = 2};
  int entries = (int)number();
  for (int i = 0; i < entries; i++) {
    uint16_t tag = (uint16_t)number();
    uint32_t id = (uint32_t)number();
    to->entries[i & 31] = (struct acl_entry){tag, (uint16_t)number(), id};
  }
  return sizeof to->version + sizeof *to->entries * (size_t)(entries & 31);
}

/* The number of the entries of a list, and the entries. */
static void say_list(const char *path, const char *name) {
  struct acl acl;
  ssize_t size = getxattr(path, name, &acl, sizeof acl);
  int entries = size < 0 ? 0 : (int)((size_t)size - sizeof acl.version) / (int)sizeof *acl.entries;
  say(" %d", entries);
  for (int i = 0; i < entries; i++) say(" %u %u %u", acl.entries[i].tag, acl.entries[i].id, acl.entries[i].permissions);
}

/* Whether it is there, owner and mode, and both lists. */
static void say_listed(const char *path) {
  struct stat status;
  if (stat(path, &status) < 0) {
    say(" 0");
    return;
  }
  say(" 1 %u %u %u", status.st_uid, status.st_gid, status.st_mode & 07777);
  say_list(path, ACCESS_LIST);
  say_list(path, DEFAULT_LIST);
}

struct owned { uint32_t uid, gid; mode_t mode; };

static struct owned owned(void) {
  struct owned one = {.uid = (uint32_t)number()};
  one.gid = (uint32_t)number();
  one.mode = (mode_t)number();
  return one;
}

static void lay(const char *path, int type, const struct owned *one, const struct acl *acl, size_t size) {
  make_kind(path, type, one->uid, one->gid, one->mode);
  if (size <= sizeof acl->version) return;
  NEED(setxattr(path, ACCESS_LIST, acl, size, 0));
}

static int try_write(const char *path) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  int error = fd < 0 || write(fd, "x", 1) < 0 ? errno : 0;
  if (fd >= 0) close(fd);
  return error;
}

/*
 * lists CRED MOUNT FILE LIST DIRECTORY DEFAULTLIST TOUID TOGID CHMOD CREATE NEWLIST: eleven errors, and what has become of
 * files and directories, eight of them.
 */
void use_lists(void) {
  static const char *const names[] = {"m", "c", "w", "s", "x", "e"};
  static const char *const watched[] = {"m", "c", "w", "s", "x", "e", "d/n", "d/nd", "d/nf"};
  struct cred cred = credentials();
  int ns = (int)number();
  char path[96];
  struct acl acl, defaults, given;
  struct owned file = owned();
  size_t size = list(&acl);
  struct owned directory = owned();
  size_t default_size = list(&defaults);
  uint32_t uid = (uint32_t)number(), gid = (uint32_t)number();
  mode_t mode = (mode_t)number(), create = (mode_t)number();
  size_t given_size = list(&given);
  new_base();
  for (int i = 0; i < COUNT(names); i++) {
    snprintf(path, sizeof path, BASE "/%s", names[i]);
    lay(path, names[i][0] == 'e', &file, &acl, size);
  }
  make_kind(BASE "/d", 1, directory.uid, directory.gid, directory.mode);
  if (default_size > sizeof defaults.version) NEED(setxattr(BASE "/d", DEFAULT_LIST, &defaults, default_size, 0));
  show_base(VIEW, ns, 0);
  pid_t pid = spawn();
  if (pid == 0) {
    long *out = shared->out;
    NEED(chdir(VIEW));
    become(&cred);
    *out++ = attempt(chmod("m", mode));
    *out++ = attempt(chown("c", uid, gid));
    *out++ = try_write("w");
    *out++ = attempt(setxattr("s", ACCESS_LIST, &given, given_size, 0));
    *out++ = attempt(removexattr("x", ACCESS_LIST));
    *out++ = attempt(setxattr("e", DEFAULT_LIST, &given, given_size, 0));
    *out++ = attempt(setxattr("s", DEFAULT_LIST, &given, given_size, 0));
    *out++ = attempt(removexattr("s", DEFAULT_LIST));
    *out++ = attempt(open("d/n", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, create));
    *out++ = attempt(mkdir("d/nd", create));
    *out++ = attempt(mkfifo("d/nf", create));
    park();
  }
  if (stopped(pid)) {
    for (int i = 0; i < 11; i++) say(" %ld", shared->out[i]);
    for (int i = 0; i < COUNT(watched); i++) {
      snprintf(path, sizeof path, BASE "/%s", watched[i]);
      say_listed(path);
    }
  }
  drop_base();
}

static const char *const attributes[] = {"user.a", "trusted.a", "security.a", FILE_CAPABILITY};

/*
 * attributes CRED MOUNT FLAGS TYPE UID GID MODE NAME CAPABILITY ROOTID: the errors of reading, setting and removing an
 * attribute that is there; the size of what was read, and the root of a capability. CAPABILITY 0 leaves that one out.
 */
void use_attributes(void) {
  struct cred cred = credentials();
  int ns = (int)number();
  unsigned flags = (unsigned)number();
  int type = (int)number();
  struct owned file = owned();
  int name = (int)number(), has = (int)number();
  uint32_t root = (uint32_t)number();
  struct vfs_ns_cap_data capability = {.magic_etc = root ? VFS_CAP_REVISION_3 : VFS_CAP_REVISION_2,
                                       .data = {{.permitted = 1}}, .rootid = root};
  size_t size = root ? XATTR_CAPS_SZ_3 : XATTR_CAPS_SZ_2;
  static const char *const names[] = {"g", "s", "r"};
  char path[96];
  new_base();
  for (int i = 0; i < COUNT(names); i++) {
    snprintf(path, sizeof path, BASE "/%s", names[i]);
    make_kind(path, type, file.uid, file.gid, file.mode);
    if (name == 3 && has) NEED(lsetxattr(path, FILE_CAPABILITY, &capability, size, 0));
    /* Where there can be none, nobody finds any. */
    if (name < 3 && lsetxattr(path, attributes[name], "x", 1, 0) < 0 && (name != 0 || type < 2)) fail(attributes[name], errno);
  }
  show_base(VIEW, ns, flags);
  pid_t pid = spawn();
  if (pid == 0) {
    struct vfs_ns_cap_data read = {0}, new = {.magic_etc = VFS_CAP_REVISION_2, .data = {{.permitted = 1}}};
    long *out = shared->out;
    NEED(chdir(VIEW));
    become(&cred);
    ssize_t got = lgetxattr("g", attributes[name], &read, sizeof read);
    *out++ = attempt(got);
    *out++ = attempt(lsetxattr("s", attributes[name], name == 3 ? (const void *)&new : "y", name == 3 ? XATTR_CAPS_SZ_2 : 1, 0));
    *out++ = attempt(lremovexattr("r", attributes[name]));
    *out++ = name == 3 && got == XATTR_CAPS_SZ_3 ? (long)read.rootid : 0;
    park();
  }
  if (stopped(pid))
    for (int i = 0; i < 4; i++) say(" %ld", shared->out[i]);
  drop_base();
}
