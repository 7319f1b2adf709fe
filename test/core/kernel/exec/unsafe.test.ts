import { describe, expect, it } from "vitest";
import { explain } from "../../../../src/core/explain/kernel.ts";
import { createProcess, type Process } from "../../../../src/core/kernel/credentials/process.ts";
import { execFile } from "../../../../src/core/kernel/exec/exec-file.ts";
import { execScript, execScriptErrno } from "../../../../src/core/kernel/exec/exec-script.ts";
import {
  existingDirectory,
  existingFile,
  type FileOptions,
  type Inode,
} from "../../../../src/core/kernel/inode/file.ts";
import { createMount } from "../../../../src/core/kernel/inode/mount.ts";
import { containerRoot, throughOverlay } from "../../../../src/core/kernel/mounts/container-root.ts";
import { inA, mapsA, user } from "../support/cast.ts";

const SETUID = 0x80;
const SYS_PTRACE = 0x80000;
const su = (options: Partial<FileOptions> = {}): Inode => existingFile({ mode: 0o4755, ...options });
const capable = existingFile({
  mode: 0o755,
  capability: { permitted: 0x421, inheritable: 0, effective: true, rootId: undefined },
});
/** The effective user, the effective group and the permitted capabilities afterwards. */
const become = (process: Process, file: Inode): unknown => {
  const { euid, egid, permitted } = execFile(process, file).value ?? {};
  return [euid, egid, permitted];
};

// Every answer here was seen on 6.18.44.
describe("a program whose rights are another process's to use", () => {
  const own = user();
  const traced = { ...own, tracer: own };
  const sharing = { ...own, sharesDirectories: true };

  it.each([
    ["traced by its own user", traced],
    ["sharing its directories", sharing],
  ])("does not get them, %s", (_how, process) => {
    expect(become(process, su())).toEqual([1000, 1000, 0]);
    expect(become(process, su({ gid: 7, mode: 0o2755 }))).toEqual([1000, 1000, 0]);
    expect(become(process, capable)).toEqual([1000, 1000, 0]);
    expect(become({ ...process, permitted: 0x20 }, capable)).toEqual([1000, 1000, 0x20]);
    expect(become(process, existingFile({ mode: 0o755 }))).toEqual([1000, 1000, 0]);
  });

  it("changes its IDs all the same if it has CAP_SETUID, and gets no capability that it had not", () => {
    const process = { ...traced, effective: SETUID, permitted: SETUID };
    expect(become(process, su({ gid: 7, mode: 0o6755 }))).toEqual([0, 7, SETUID]);
    expect(become({ ...process, noNewPrivs: true }, su())).toEqual([1000, 1000, 0]);
    expect(become({ ...process, sharesDirectories: true }, su())).toEqual([0, 1000, SETUID]);
  });

  it("gets them where the tracer has CAP_SYS_PTRACE in its namespace, which no tracer helps who shares", () => {
    const watched = { ...own, tracer: { ...user(), effective: SYS_PTRACE } };
    expect(become(watched, su())).toEqual([0, 1000, 0x1ffffffffff]);
    expect(become({ ...watched, sharesDirectories: true }, su())).toEqual([1000, 1000, 0]);
    const inPod = inA({ uid: 5, gid: 5 });
    const program = su({ uid: 65536, gid: 65536 });
    expect(become({ ...inPod, tracer: createProcess() }, program)).toEqual([65536, 65541, 0x1ffffffffff]);
    expect(become({ ...inPod, tracer: { ...inA(), effective: 0 } }, program)).toEqual([65541, 65541, 0]);
    // A pod's root traces who came in from the host only as far as the pod.
    expect(become({ ...user(), tracer: inA() }, su())).toEqual([1000, 1000, 0]);
  });

  it("tells why", () => {
    expect(explain(execFile(traced, su()))).toMatch(
      /the process is traced: its tracer needs CAP_SYS_PTRACE over host → CAP_SYS_PTRACE not held in host → the tracer must not get more than it has: .* → CAP_SETUID not held in host → back to the real user 1000 and group 1000 → runs as user 1000/,
    );
    expect(explain(execFile(sharing, su()))).toMatch(/another process has the same directories: no capability/);
    // What gains nothing is not asked about.
    expect(explain(execFile(traced, existingFile({ mode: 0o755 })))).not.toMatch(/traced/);
  });
});

describe("execScript", () => {
  const shell = existingFile({ uid: 0, mode: 0o755 });

  it("looks at the set-ID bits and the capabilities of the interpreter, not at those of the script", () => {
    const script = existingFile({ uid: 7, gid: 7, mode: 0o6755 });
    expect(execScript(user(), script, shell).value).toMatchObject({ euid: 1000, egid: 1000, permitted: 0 });
    expect(execScript(user(), { ...capable, uid: 7 }, shell).value?.permitted).toBe(0);
    expect(execScript(user(), script, su({ gid: 9, mode: 0o6755 })).value).toMatchObject({ euid: 0, egid: 9 });
    expect(execScript(user(), script, capable).value?.permitted).toBe(0x421);
    const nosuid = createMount({ nosuid: true });
    expect(execScript(user(), existingFile({ mode: 0o755, mount: nosuid }), su()).value?.euid).toBe(0);
    expect(execScript(user(), script, su({ mount: nosuid })).value?.euid).toBe(1000);
  });

  it("must be executable, and so must the interpreter", () => {
    expect(execScriptErrno(user(), existingFile({ mode: 0o755 }), shell)).toBe(undefined);
    expect(execScriptErrno(user(), existingFile({ mode: 0o644 }), shell)).toBe("EACCES");
    expect(execScriptErrno(user(), existingFile({ mode: 0o755 }), existingFile({ mode: 0o644 }))).toBe("EACCES");
    const hidden = existingFile({ mode: 0o755, directory: existingDirectory({ mode: 0o700 }) });
    expect(execScriptErrno(user(), hidden, shell)).toBe("EACCES");
    expect(execScriptErrno(user(), shell, hidden)).toBe("EACCES");
    expect(execScriptErrno(user(), existingFile({ mode: 0o755, mount: createMount({ noexec: true }) }), shell)).toBe(
      "EACCES",
    );
  });

  it("need not be readable by who runs it, but the memory is that of the interpreter", () => {
    expect(execScript(user(), existingFile({ mode: 0o711 }), shell).value?.dumpable).toBe(true);
    expect(execScript(user(), shell, existingFile({ mode: 0o711 })).value?.dumpable).toBe(false);
    const image = existingFile({ gid: 70000, mode: 0o711, mount: containerRoot(mapsA()).lower });
    expect(execScriptErrno(inA(), throughOverlay(image), shell)).toBe("EACCES");
  });

  it("says that it runs its interpreter", () => {
    expect(explain(execScript(user(), shell, shell))).toMatch(
      /a script runs its interpreter, whose bits and capabilities count → .* → runs as user 1000 and group 1000/,
    );
  });
});
