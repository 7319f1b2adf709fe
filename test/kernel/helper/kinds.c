/* Files of every type: on mounts with flags, and through an overlay of a mounter's choice. */
#include "helper.h"
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>


enum { MOVE_MOUNT = 429, FCHMODAT2 = 452, FACCESSAT2 = 439 };
enum { DIRECTORY = 1, SYMLINK, CHARACTER, BLOCK };
enum { READ_ONLY_FILESYSTEM = 1 << 8 };

static const char *const names[] = {"f", "m", "c1", "c2", "c3", "t1", "t2", "u", "r", "l", "k"};
static const char *const watched[] = {"d/f", "d/m", "d/c1", "d/c2", "d/c3", "d/n", "d/nd"};
#define COUNT(array) (int)(sizeof array / sizeof *array)

static const mode_t kinds[] = {S_IFREG, S_IFDIR, S_IFLNK, S_IFCHR, S_IFBLK, S_IFIFO, S_IFSOCK};

/* An inode of a type, with an owner and a mode; no driver answers to the block device. */
void make_kind(const char *path, int type, uint32_t uid, uint32_t gid, mode_t mode) {
  if (type == DIRECTORY) NEED(mkdir(path, 0700));
  else if (type == SYMLINK) NEED(symlink("nowhere", path));
  else NEED(mknod(path, kinds[type] | 0600, type == CHARACTER ? makedev(1, 3) : type == BLOCK ? makedev(250, 250) : 0));
  NEED(lchown(path, uid, gid));
  if (type != SYMLINK) NEED(chmod(path, mode));
}

/* A copy of the mount at BASE: with the maps of a namespace if it is not 0, and with mount_setattr's flags. */
void show_base(const char *view, int ns, unsigned flags) {
  mkdir(view, 0777);
  int tree = detached_with(BASE, ns, flags & 0xff, 0);
  NEED(syscall(MOVE_MOUNT, tree, "", AT_FDCWD, view, 4 /* from an empty path */));
  close(tree);
  if (flags & READ_ONLY_FILESYSTEM) NEED(mount("", BASE, NULL, MS_REMOUNT | MS_RDONLY, NULL));
}

void new_base(void) {
  mkdir(BASE, 0777);
  NEED(mount("tmpfs", BASE, "tmpfs", 0, "mode=0777,size=1m"));
}

void drop_base(void) {
  umount2(VIEW, MNT_DETACH);
  umount2(OTHER_VIEW, MNT_DETACH);
  umount2(BASE, MNT_DETACH);
}

/* An overlay of BASE/base, seen at VIEW, mounted by the root of a namespace in a mount namespace of his; its root, as a descriptor. */
static int overlaid(int ns) {
  const char *const folders[] = {BASE "/upper", BASE "/work", BASE "/merged"};
  for (int i = 0; i < COUNT(folders); i++) NEED(mkdir(folders[i], 0777));
  pid_t pid = spawn();
  if (pid == 0) {
    enter(ns);
    NEED(setresgid(0, 0, 0));
    NEED(setresuid(0, 0, 0));
    NEED(unshare(CLONE_NEWNS));
    NEED(mount("overlay", BASE "/merged", "overlay", 0,
               ns ? "lowerdir=" VIEW "/base,upperdir=" BASE "/upper,workdir=" BASE "/work,userxattr"
                           : "lowerdir=" VIEW "/base,upperdir=" BASE "/upper,workdir=" BASE "/work"));
    shared->out[0] = open(BASE "/merged", O_PATH | O_DIRECTORY | O_CLOEXEC);
    NEED(shared->out[0]);
    park();
  }
  return stopped(pid) ? take_fd(pid, (int)shared->out[0]) : -1;
}

static int try_open(int flags) {
  int fd = open("d/f", flags | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0600);
  int error = attempt(fd);
  if (fd >= 0) close(fd);
  return error;
}

static int may(int mode) {
  return attempt(syscall(FACCESSAT2, AT_FDCWD, "d/f", mode, AT_EACCESS | AT_SYMLINK_NOFOLLOW));
}

/* UID GID MODE CREATE, and whether the file is a directory. */
static void operate(uint32_t uid, uint32_t gid, mode_t mode, mode_t create, int type) {
  static const struct timespec times[2] = {{1, 0}, {2, 0}};
  struct vfs_cap_data capability = {.magic_etc = VFS_CAP_REVISION_2, .data = {{.permitted = 1}}};
  struct stat status;
  long *out = shared->out;
  *out++ = try_open(O_RDONLY);
  *out++ = try_open(O_WRONLY);
  *out++ = try_open(O_RDWR);
  *out++ = try_open(O_RDONLY | O_NOATIME);
  *out++ = may(R_OK);
  *out++ = may(W_OK);
  *out++ = may(X_OK);
  *out++ = attempt(syscall(FCHMODAT2, AT_FDCWD, "d/m", mode, AT_SYMLINK_NOFOLLOW));
  *out++ = attempt(lchown("d/c1", uid, KEEP));
  *out++ = attempt(lchown("d/c2", KEEP, gid));
  *out++ = attempt(lchown("d/c3", KEEP, KEEP));
  *out++ = attempt(utimensat(AT_FDCWD, "d/t1", NULL, AT_SYMLINK_NOFOLLOW));
  *out++ = attempt(utimensat(AT_FDCWD, "d/t2", times, AT_SYMLINK_NOFOLLOW));
  *out++ = attempt(lstat("d/f", &status));
  *out++ = attempt(unlinkat(AT_FDCWD, "d/u", type == DIRECTORY ? AT_REMOVEDIR : 0));
  *out++ = attempt(rename("d/r", "d/r2"));
  *out++ = attempt(linkat(AT_FDCWD, "d/l", AT_FDCWD, "d/l2", 0));
  *out++ = attempt(lsetxattr("d/k", FILE_CAPABILITY, &capability, XATTR_CAPS_SZ_2, 0));
  *out++ = attempt(open("d/n", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, create));
  *out++ = attempt(mkdir("d/nd", 0755));
  *out++ = attempt(mknod("d/nc", S_IFCHR | 0644, makedev(1, 3)));
  *out++ = attempt(mknod("d/nf", S_IFIFO | 0644, 0));
  char *const nothing[] = {NULL};
  syscall(SYS_execveat, AT_FDCWD, "d/f", nothing, nothing, AT_SYMLINK_NOFOLLOW);
  *out++ = errno == ENOEXEC ? 0 : errno;
}

/*
 * kinds CRED MOUNT FLAGS MOUNTER TYPE UID GID MODE DUID DGID DMODE TOUID TOGID CHMOD CREATE: 23 errors; and owner
 * and mode of what may have changed, after whether it is there. MOUNTER is -1 where there is no overlay.
 */
void use_kinds(void) {
  struct cred cred = credentials();
  int ns = (int)number();
  unsigned flags = (unsigned)number();
  int mounter = (int)number(), layered = mounter >= 0;
  int type = (int)number();
  uint32_t uid = (uint32_t)number(), gid = (uint32_t)number();
  mode_t mode = (mode_t)number();
  uint32_t duid = (uint32_t)number(), dgid = (uint32_t)number();
  mode_t dmode = (mode_t)number();
  uint32_t to_uid = (uint32_t)number(), to_gid = (uint32_t)number();
  mode_t to_mode = (mode_t)number(), create = (mode_t)number();
  new_base();
  NEED(mkdir(BASE "/base", 0777));
  NEED(mkdir(BASE "/base/d", 0700));
  char path[96];
  for (int i = 0; i < COUNT(names); i++) {
    snprintf(path, sizeof path, BASE "/base/d/%s", names[i]);
    make_kind(path, type, uid, gid, mode);
  }
  NEED(chown(BASE "/base/d", duid, dgid));
  NEED(chmod(BASE "/base/d", dmode));
  show_base(VIEW, ns, flags);
  int root = layered ? overlaid(mounter) : open(VIEW "/base", O_PATH | O_DIRECTORY | O_CLOEXEC);
  pid_t pid = spawn();
  if (pid == 0) {
    NEED(fchdir(root));
    become(&cred);
    operate(to_uid, to_gid, to_mode, create, type);
    park();
  }
  if (stopped(pid)) {
    for (int i = 0; i < 23; i++) say(" %ld", shared->out[i]);
    int shown = layered ? root : open(BASE "/base", O_PATH | O_DIRECTORY | O_CLOEXEC);
    for (int i = 0; i < COUNT(watched); i++) {
      struct stat status;
      if (fstatat(shown, watched[i], &status, AT_SYMLINK_NOFOLLOW) < 0) say(" 0 0 0 0");
      else say(" 1 %u %u %u", status.st_uid, status.st_gid, status.st_mode & 07777);
    }
    if (!layered) close(shown);
  }
  close(root);
  drop_base();
}

/* TYPE UID GID MODE, in as many places as there are; a type below 0 is nothing. */
static void make_inode(const char *first, const char *second) {
  int type = (int)number();
  uint32_t uid = (uint32_t)number(), gid = (uint32_t)number();
  mode_t mode = (mode_t)number();
  if (type >= 0) make_kind(first, type, uid, gid, mode);
  if (type >= 0 && second) make_kind(second, type, uid, gid, mode);
}

/* entries CRED MOUNT OTHERMOUNT SAME FILE OVER FROM TO: the errors of rename and link; OTHERMOUNT -1 is the same mount. */
void use_entries(void) {
  struct cred cred = credentials();
  int ns = (int)number(), other = (int)number(), same = (int)number();
  const char *to = same ? "a" : "b";
  char path[2][96];
  new_base();
  NEED(mkdir(BASE "/a", 0777));
  NEED(mkdir(BASE "/b", 0777));
  make_inode(BASE "/a/x", BASE "/a/y");
  snprintf(path[0], sizeof path[0], BASE "/%s/z", to);
  make_inode(path[0], NULL);
  for (int i = 0; i < 2; i++) {
    const char *folder = i == 0 ? BASE "/a" : BASE "/b";
    uint32_t uid = (uint32_t)number(), gid = (uint32_t)number();
    NEED(chown(folder, uid, gid));
    NEED(chmod(folder, (mode_t)number()));
  }
  show_base(VIEW, ns, 0);
  if (other >= 0) show_base(OTHER_VIEW, other, 0);
  pid_t pid = spawn();
  if (pid == 0) {
    const char *view = other >= 0 ? OTHER_VIEW : VIEW;
    snprintf(path[0], sizeof path[0], "%s/%s/z", view, to);
    snprintf(path[1], sizeof path[1], "%s/%s/w", view, to);
    become(&cred);
    shared->out[0] = attempt(rename(VIEW "/a/x", path[0]));
    shared->out[1] = attempt(link(VIEW "/a/y", path[1]));
    park();
  }
  if (stopped(pid)) say("%ld %ld", shared->out[0], shared->out[1]);
  drop_base();
}

/*
 * sticky CRED MOUNT TYPE UID GID MODE DUID DGID DMODE LINKUID LINKGID: the errors of opening a file with O_CREAT for reading,
 * writing and both, and of following a link.
 */
void use_sticky(void) {
  struct cred cred = credentials();
  int ns = (int)number(), type = (int)number();
  uint32_t uid = (uint32_t)number(), gid = (uint32_t)number();
  mode_t mode = (mode_t)number();
  uint32_t duid = (uint32_t)number(), dgid = (uint32_t)number();
  mode_t dmode = (mode_t)number();
  uint32_t link_uid = (uint32_t)number(), link_gid = (uint32_t)number();
  new_base();
  NEED(mkdir(BASE "/d", 0777));
  make_kind(BASE "/d/f", type, uid, gid, mode);
  make_kind(BASE "/open", 0, 0, 0, 0666);
  NEED(symlink("../open", BASE "/d/l"));
  NEED(lchown(BASE "/d/l", link_uid, link_gid));
  NEED(chown(BASE "/d", duid, dgid));
  NEED(chmod(BASE "/d", dmode));
  show_base(VIEW, ns, 0);
  pid_t pid = spawn();
  if (pid == 0) {
    NEED(chdir(VIEW));
    become(&cred);
    shared->out[0] = try_open(O_RDONLY | O_CREAT);
    shared->out[1] = try_open(O_WRONLY | O_CREAT);
    shared->out[2] = try_open(O_RDWR | O_CREAT);
    shared->out[3] = attempt(open("d/l", O_RDONLY | O_CLOEXEC));
    park();
  }
  if (stopped(pid))
    for (int i = 0; i < 4; i++) say(" %ld", shared->out[i]);
  drop_base();
}
