/* Files on plain and idmapped mounts: 29 operations of one process. */
#include "helper.h"
#include <fcntl.h>
#include <linux/capability.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { FACCESSAT2 = 439 };
/* What is asked for. */
struct change { uint32_t uid, gid; mode_t mode, create_mode; };

/* What a case begins with, and what it may leave behind. */
static const char *const files[] = {"f", "w", "c1", "c2", "c3", "m", "t", "z", "k"};
/* Of the first one only the times change. */
static const char *const watched[] = {"t", "w", "c1", "c2", "c3", "m", "z", "d/n", "d/nd"};
static const char *const left[] = {"v", "v2", "v2r", "n", "ln", "chr", "wh", "ff"};

#define COUNT(array) (int)(sizeof array / sizeof *array)

static const char *in(const char *folder, const char *name) {
  static char path[96];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

static void make(const char *path, uint32_t uid, uint32_t gid, mode_t mode) {
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  NEED(write(fd, "x", 1));
  NEED(fchown(fd, uid, gid));
  /* The mode goes last, for chown takes set-ID bits away. */
  NEED(fchmod(fd, mode));
  close(fd);
}

static void clean(const char *folder) {
  char directory[64];
  snprintf(directory, sizeof directory, "%s/d", folder);
  for (int i = 0; i < COUNT(files); i++) unlink(in(folder, files[i]));
  for (int i = 0; i < COUNT(left); i++) unlink(in(directory, left[i]));
  rmdir(in(directory, "nd"));
  rmdir(directory);
}

static void say_inode(const char *path) {
  struct stat status;
  if (lstat(path, &status) < 0) say(" 0 0 0 0");
  else say(" 1 %u %u %u", status.st_uid, status.st_gid, status.st_mode & 07777);
}

static int try_open(const char *path, int flags) {
  int fd = open(path, flags | O_CLOEXEC);
  int error = attempt(fd);
  if (fd >= 0 && flags == O_WRONLY && write(fd, "x", 1) < 0) error = errno;
  if (fd >= 0) close(fd);
  return error;
}

static int may(const char *path, int mode) {
  return attempt(syscall(FACCESSAT2, AT_FDCWD, path, mode, AT_EACCESS));
}

static void operate(const struct change *change) {
  static const struct timespec times[2] = {{1, 0}, {2, 0}};
  struct vfs_cap_data capability = {.magic_etc = VFS_CAP_REVISION_2, .data = {{.permitted = 1}}};
  struct stat status = {0};
  long *out = shared->out;
  *out++ = may("f", R_OK);
  *out++ = may("f", W_OK);
  *out++ = may("f", X_OK);
  *out++ = may("f", R_OK | W_OK);
  /* The old call, which looks at the real IDs; the C library's is not always it. */
  *out++ = attempt(syscall(SYS_faccessat, AT_FDCWD, "f", R_OK));
  *out++ = attempt(syscall(SYS_faccessat, AT_FDCWD, "f", W_OK));
  *out++ = try_open("f", O_RDONLY);
  *out++ = try_open("w", O_WRONLY);
  *out++ = attempt(chown("c1", change->uid, KEEP));
  *out++ = attempt(chown("c2", KEEP, change->gid));
  *out++ = attempt(chown("c3", change->uid, change->gid));
  *out++ = attempt(chmod("m", change->mode));
  *out++ = attempt(utimensat(AT_FDCWD, "t", NULL, 0));
  *out++ = attempt(utimensat(AT_FDCWD, "t", times, 0));
  *out++ = attempt(stat("f", &status));
  int fd = open("d/n", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, change->create_mode);
  *out++ = attempt(fd);
  *out++ = attempt(mkdir("d/nd", 0755));
  *out++ = attempt(unlink("d/v"));
  *out++ = attempt(rename("d/v2", "d/v2r"));
  *out++ = attempt(link("f", "d/ln"));
  *out++ = attempt(mknod("d/chr", S_IFCHR | 0644, makedev(1, 3)));
  *out++ = attempt(mknod("d/wh", S_IFCHR | 0644, makedev(0, 0)));
  *out++ = attempt(mkfifo("d/ff", 0644));
  *out++ = attempt(setxattr("k", FILE_CAPABILITY, &capability, XATTR_CAPS_SZ_2, 0));
  *out++ = may("d", R_OK);
  *out++ = may("d", W_OK);
  *out++ = may("d", X_OK);
  *out++ = attempt(chown("z", KEEP, KEEP));
  /* It is no program: that the kernel gets to see so means that it may be executed. */
  char *const nothing[] = {NULL};
  execve("f", nothing, nothing);
  *out++ = errno == ENOEXEC ? 0 : errno;
  *out++ = status.st_uid;
  *out++ = status.st_gid;
}

/* The ACL of f; its mode afterwards has to be the one that the case says. */
static void set_acl(const char *file, mode_t expected) {
  struct acl acl;
  size_t size = list(&acl);
  if (size <= sizeof acl.version) return;
  NEED(setxattr(file, ACCESS_LIST, &acl, size, 0));
  struct stat status = {0};
  NEED(stat(file, &status));
  if ((status.st_mode & 07777) != expected) fail("the mode after the ACL", (int)status.st_mode & 07777);
}

/* UID GID MODE ACLMODE ENTRIES [TAG ID PERMISSIONS]... DUID DGID DMODE VUID VGID TOUID TOGID CHMOD CREATE */
static struct change lay_out(const char *folder) {
  uint32_t uid = (uint32_t)number(), gid = (uint32_t)number();
  mode_t mode = (mode_t)number(), acl_mode = (mode_t)number();
  for (int i = 0; i < COUNT(files); i++) make(in(folder, files[i]), uid, gid, mode);
  set_acl(in(folder, "f"), acl_mode);
  uint32_t duid = (uint32_t)number(), dgid = (uint32_t)number();
  mode_t dmode = (mode_t)number();
  NEED(mkdir(in(folder, "d"), 0700));
  uint32_t vuid = (uint32_t)number(), vgid = (uint32_t)number();
  make(in(folder, "d/v"), vuid, vgid, 0644);
  make(in(folder, "d/v2"), vuid, vgid, 0644);
  NEED(chown(in(folder, "d"), duid, dgid));
  NEED(chmod(in(folder, "d"), dmode));
  struct change change = {.uid = (uint32_t)number()};
  change.gid = (uint32_t)number();
  change.mode = (mode_t)number();
  change.create_mode = (mode_t)number();
  return change;
}

/*
 * 29 errors; the owner that stat shows; for a file that stays as it is, six others and two new ones whether they are there,
 * and owner and mode; last the file capability: 0, or its size and its root ID.
 */
static void try_all(const struct cred *cred, const struct change *change, const char *folder) {
  pid_t pid = spawn();
  if (pid == 0) {
    NEED(chdir(folder));
    become(cred);
    operate(change);
    park();
  }
  if (!stopped(pid)) return;
  for (int i = 0; i < 31; i++) say(" %ld", shared->out[i]);
}

static void say_changes(const char *folder) {
  for (int i = 0; i < COUNT(watched); i++) say_inode(in(folder, watched[i]));
  struct vfs_ns_cap_data capability = {0};
  ssize_t size = getxattr(in(folder, "k"), FILE_CAPABILITY, &capability, sizeof capability);
  say(" %zd %u", size < 0 ? 0 : size, size == XATTR_CAPS_SZ_3 ? capability.rootid : 0);
}

/* files CRED MOUNT …: through one of the mounts. */
void use_files(void) {
  static const char folder[] = ROOM "/m0/p";
  struct cred cred = credentials();
  char path[64];
  snprintf(path, sizeof path, ROOM "/m%d/p", (int)number());
  struct change change = lay_out(folder);
  try_all(&cred, &change, path);
  say_changes(folder);
  clean(folder);
}

/* overlay CRED MOUNT …: the root filesystem of a container. The lower layer lies on one of the mounts, the upper on none. */
void use_overlay(void) {
  static const char *const folders[] = {ROOM "/o/upper", ROOM "/o/work", ROOM "/o/merged"};
  static const char lower[] = ROOM "/m0/lower", folder[] = ROOM "/m0/lower/p", merged[] = ROOM "/o/merged/p";
  struct cred cred = credentials();
  char options[160];
  snprintf(options, sizeof options, "lowerdir=" ROOM "/m%d/lower,upperdir=" ROOM "/o/upper,workdir=" ROOM "/o/work",
           (int)number());
  mkdir(ROOM "/o", 0777);
  mkdir(lower, 0777);
  mkdir(folder, 0777);
  struct change change = lay_out(folder);
  NEED(mount("tmpfs", ROOM "/o", "tmpfs", 0, "mode=0777,size=1m"));
  for (int i = 0; i < COUNT(folders); i++) NEED(mkdir(folders[i], 0777));
  NEED(mount("overlay", ROOM "/o/merged", "overlay", 0, options));
  try_all(&cred, &change, merged);
  say_changes(merged);
  umount2(ROOM "/o/merged", MNT_DETACH);
  umount2(ROOM "/o", MNT_DETACH);
  clean(folder);
}
