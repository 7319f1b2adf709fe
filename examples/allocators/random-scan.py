"""An allocator behind the protocol of `userns-sim fuzz`, in Python: a random slot, and from there the next free one.

This is how the kubelet chooses. What would lie on the disk is a dictionary here; it outlives a restart.
"""

import json
import random
import sys

LAST_ID = 4294967294
SUPPORTS = ["restart", "loseRecord", "seed", "cleanup", "corruptRecord"]


class Allocator:
    def __init__(self, pool, ids_per_pod, seed):
        self.start = pool["start"]
        self.ids_per_pod = ids_per_pod
        self.slots = pool["size"] // ids_per_pod
        self.random = random.Random(seed)
        self.disk = {}
        self.restart()

    def restart(self):
        # What is no number is no record: who has it is gone.
        self.disk = {pod: slot for pod, slot in self.disk.items() if isinstance(slot, int)}
        self.slot_of = dict(self.disk)
        self.taken = set(self.slot_of.values())
        return {"ok": True}

    def lose_record(self, pod):
        self.disk.pop(pod, None)
        return {"ok": True}

    def corrupt_record(self, pod, text):
        if pod in self.disk:
            self.disk[pod] = text
        return {"ok": True}

    def cleanup(self, known, running):
        for pod in set(self.slot_of) - set(known) - set(running):
            self.release(pod)
        return {"ok": True}

    def allocate(self, pod):
        if pod not in self.slot_of:
            if len(self.taken) == self.slots:
                return {"error": "no slot is free", "code": "exhausted"}
            slot = self.random.randrange(self.slots)
            while slot in self.taken:
                slot = (slot + 1) % self.slots
            self.slot_of[pod] = self.disk[pod] = slot
            self.taken.add(slot)
        return {"start": self.start + self.slot_of[pod] * self.ids_per_pod, "size": self.ids_per_pod}

    def release(self, pod):
        self.taken.discard(self.slot_of.pop(pod, None))
        self.disk.pop(pod, None)
        return {"ok": True}


def main():
    allocator = None
    for line in sys.stdin:
        request = json.loads(line)
        op = request["op"]
        if op == "init":
            pool = request["pool"]
            if pool["start"] + pool["size"] - 1 > LAST_ID:
                answer = {"ok": False, "error": "the pool reaches ID 4294967295, which is no ID"}
            else:
                allocator = Allocator(pool, request["idsPerPod"], request["seed"])
                answer = {"ok": True, "supports": SUPPORTS}
        elif op == "restart":
            answer = allocator.restart()
        elif op == "loseRecord":
            answer = allocator.lose_record(request["pod"])
        elif op == "corruptRecord":
            answer = allocator.corrupt_record(request["pod"], request["text"])
        elif op == "cleanup":
            answer = allocator.cleanup(request["known"], request["running"])
        else:
            answer = getattr(allocator, op)(request["pod"])
        print(json.dumps(answer), flush=True)


main()
