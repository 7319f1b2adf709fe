/*
 * The helper of the live test: it asks the running kernel what the model is asked, and prints what happened.
 *
 * It predicts nothing. One command a line on stdin, one reply a line on stdout; numbers are decimal, texts hexadecimal.
 * Every process it starts lives in a PID namespace of its own and every mount in a mount namespace of its own, so that
 * nothing outlives it, however it ends.
 */
#ifndef HELPER_H
#define HELPER_H

#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

/* The tmpfs that holds everything; over the machine's /tmp, but in our own mount namespace alone. */
#define ROOM "/tmp"
/* A copy of this very program, for processes whose memory has to begin in a namespace. */
#define PROGRAM ROOM "/program"
/* A filesystem for one case, and the mounts through which it is looked at. */
#define BASE ROOM "/k"
#define VIEW ROOM "/t"
#define OTHER_VIEW ROOM "/t2"
/* What `become` gives to a process of the host: CAP_SYS_RESOURCE is dropped, for not every machine has it to give. */
#define ALL_OF_HOST 0x1fffeffffffULL
#define ALL 0x1ffffffffffULL
/* Where an executed program writes the IDs it sees: open in every process. */
#define REPORT_FD 200
#define NAMESPACES 1024
#define MOUNTS 1024
#define KEEP ((uint32_t)-1)
#define FILE_CAPABILITY "security.capability"

enum { KEEP_CAPS = 1, NO_FIXUP = 2, NO_ROOT = 4, NO_NEW_PRIVS = 8, BOUNDED = 16, NOT_DUMPABLE = 32 };

/* Credentials: IDs are real, effective, saved, file; all are the kernel's. */
struct cred {
  int ns;
  uint32_t uid[4], gid[4];
  int count;
  uint32_t groups[32];
  uint64_t effective, permitted;
  int flags;
};

/* On disk: POSIX ACLs as extended attributes hold them. */
struct acl_entry { uint16_t tag, permissions; uint32_t id; };
struct acl { uint32_t version; struct acl_entry entries[32]; };
#define ACCESS_LIST "system.posix_acl_access"
#define DEFAULT_LIST "system.posix_acl_default"

/* The C library may be older than these; the numbers are the same on every architecture but alpha. */
enum { PIDFD_OPEN = 434, PIDFD_GETFD = 438 };

/* What processes tell each other. */
struct shared {
  char where[120];
  int error;
  long out[64];
  int request;
  char text[65536];
};

extern struct shared *shared;
extern int namespace_fd[NAMESPACES];
extern pid_t holder[NAMESPACES];
/* For each mount, a file of it whose mount is in no mount namespace. */
extern int foreign_fd[MOUNTS];
extern const char program_address;

/* The arguments of a command, and its reply. */
uint64_t number(void);
struct cred credentials(void);
size_t bytes(char *to, size_t size);
size_t list(struct acl *to);
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Processes. They stop themselves when they have something to show; what is left at the end of a command is killed. */
pid_t spawn(void);
int stopped(pid_t pid);
int resume(pid_t pid);
void park(void);
void fail(const char *where, int error);
int attempt(long result);
#define NEED(call) do { if ((long)(call) < 0) fail(#call, errno); } while (0)

/* Becoming somebody. */
struct cred plain(int ns, uint32_t uid, uint32_t gid);
void take_ids(const struct cred *cred);
void enter(int ns);
void limit(const struct cred *cred);
void become(const struct cred *cred);
void keep_over_exec(void);
int hold(char **argv);
int report(void);

/* Small tools. */
size_t slurp(const char *path, char *to, size_t size);
void put(const char *path, const char *text, size_t length);
int file_of(pid_t pid, const char *name, int flags);
int take_fd(pid_t pid, int fd);
void say_status(pid_t pid, int with_groups);

void make_room(void);
/* Namespaces of all kinds but user, of one owner, and a process that lives in them. */
enum { MNT, UTS, IPC, PID, CGROUP, NET, TIME, KINDS };
extern const char *const kind_names[KINDS];
extern const int kind_flags[KINDS];
int home_fd(int kind, int owner);
/* Somebody in a home, who tries; -1 is the helper's own. What he is besides his credentials are bits of homes.c. */
void try_at_home(const struct cred *cred, int home, int state, void (*attempts)(void));
int detached(const char *path, int ns, int nosuid, int recursive);
int detached_with(const char *path, int ns, unsigned flags, int recursive);
void new_base(void), drop_base(void);
void show_base(const char *view, int ns, unsigned flags);
void make_kind(const char *path, int type, uint32_t uid, uint32_t gid, mode_t mode);
int served(int allows, int *server);

void add_namespace(void), add_mount(void);
void write_map(void), translate(void), read_maps(void);
void use_files(void), use_overlay(void), use_kinds(void), use_entries(void), use_sticky(void);
void use_lists(void), use_attributes(void);
void set_id(void), execute(void), join(void), open_setgroups(void), create_namespace(void), idmap(void);
void send_signal(void), trace(void), control(void), use_oneself(void), show_peer(void), show_status(void);
void mount_new(void), mount_at_home(void);
void add_home(void), use_network(void), use_budget(void);
void set_kind(void), set_kinds(void), make_kinds(void), set_name(void), set_clocks(void);
void show_directories(void), use_sysctl(void), use_doors(void);

#endif
