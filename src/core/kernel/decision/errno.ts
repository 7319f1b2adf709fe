/**
 * The names of the errors that the kernel answers with, as errno(3) has them.
 *
 * @remarks `EACCES` is what permission bits refuse, `EPERM` what only a privileged process may do, `EINVAL` what is no
 * legal argument (an ID without a mapping among them), `EOVERFLOW` an ID that a mount has no number for.
 */
export type Errno =
  | "EACCES"
  | "EBUSY"
  | "EINVAL"
  | "EISDIR"
  | "ELOOP"
  | "EMFILE"
  | "ENODATA"
  | "ENODEV"
  | "ENOSPC"
  | "ENOTDIR"
  | "ENXIO"
  | "EOPNOTSUPP"
  | "EOVERFLOW"
  | "EPERM"
  | "EROFS"
  | "ESPIPE"
  | "ESRCH"
  | "EUSERS"
  | "EXDEV";
