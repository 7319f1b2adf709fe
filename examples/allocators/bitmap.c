/*
 * An allocator behind the protocol of `userns-sim fuzz`, in C: a bit a slot, and the lowest bits that are not set, as many
 * side by side as a pod asks for.
 *
 *     cc -O2 -o bitmap examples/allocators/bitmap.c
 *
 * It reads no JSON but the lines that the protocol writes: keys in the order of the guide, no blanks. It keeps nothing
 * on a disk, so it supports no restart. Like every allocator it may be asked again after an `init`, afresh.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { MAX_SLOTS = 65536, MAX_NAME = 256, MAX_LINE = 65536 };

static uint64_t bits[MAX_SLOTS / 64];
static char owners[MAX_SLOTS][MAX_NAME];
/* How many slots the pod has whose first one this is. */
static int64_t lengths[MAX_SLOTS];
static int64_t start, ids_per_pod, slots;

static int is_taken(int64_t slot) {
    return bits[slot / 64] >> (slot % 64) & 1;
}

/* The slot of a pod, or -1. */
static int64_t slot_of(const char *name) {
    for (int64_t slot = 0; slot < slots; slot++)
        if (is_taken(slot) && strcmp(owners[slot], name) == 0) return slot;
    return -1;
}

static void init(const char *line) {
    long long first, size, each;
    if (sscanf(line, "{\"op\":\"init\",\"pool\":{\"start\":%lld,\"size\":%lld},\"idsPerPod\":%lld", &first, &size, &each) != 3) {
        puts("{\"ok\":false,\"error\":\"not understood\"}");
        return;
    }
    if (each < 1 || size / each > MAX_SLOTS || first + size > 4294967295LL) {
        puts("{\"ok\":false,\"error\":\"the pool reaches ID 4294967295, or is too large\"}");
        return;
    }
    start = first;
    ids_per_pod = each;
    slots = size / each;
    memset(bits, 0, sizeof bits);
    puts("{\"ok\":true,\"supports\":[\"seed\",\"size\"]}");
}

/* The first of so many free slots side by side, or -1. */
static int64_t free_run(int64_t wanted) {
    int64_t length = 0;
    for (int64_t slot = 0; slot < slots; slot++) {
        length = is_taken(slot) ? 0 : length + 1;
        if (length == wanted) return slot - wanted + 1;
    }
    return -1;
}

static int64_t count_free(void) {
    int64_t count = 0;
    for (int64_t slot = 0; slot < slots; slot++) count += !is_taken(slot);
    return count;
}

static void allocate(const char *name, int64_t size) {
    int64_t slot = slot_of(name);
    if (slot < 0) {
        int64_t wanted = size / ids_per_pod;
        slot = free_run(wanted);
        if (slot < 0) {
            if (count_free() < wanted) puts("{\"error\":\"too few slots are free\",\"code\":\"exhausted\"}");
            else puts("{\"error\":\"no run of free slots is long enough\",\"code\":\"fragmented\"}");
            return;
        }
        for (int64_t each = slot; each < slot + wanted; each++) {
            bits[each / 64] |= UINT64_C(1) << (each % 64);
            strcpy(owners[each], name);
        }
        lengths[slot] = wanted;
    }
    printf("{\"start\":%lld,\"size\":%lld}\n", (long long)(start + slot * ids_per_pod),
           (long long)(lengths[slot] * ids_per_pod));
}

static void release(const char *name) {
    int64_t slot = slot_of(name);
    for (int64_t each = slot; slot >= 0 && each < slot + lengths[slot]; each++)
        bits[each / 64] &= ~(UINT64_C(1) << (each % 64));
    puts("{\"ok\":true}");
}

int main(void) {
    static char line[MAX_LINE];
    char name[MAX_NAME];
    long long size;
    /* Line by line: an answer must not wait in a buffer for the next request. */
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (fgets(line, sizeof line, stdin)) {
        if (strncmp(line, "{\"op\":\"init\"", 12) == 0) init(line);
        else if (sscanf(line, "{\"op\":\"allocate\",\"pod\":\"%255[^\"]\",\"size\":%lld}", name, &size) == 2) allocate(name, size);
        else if (sscanf(line, "{\"op\":\"allocate\",\"pod\":\"%255[^\"]\"}", name) == 1) allocate(name, ids_per_pod);
        else if (sscanf(line, "{\"op\":\"release\",\"pod\":\"%255[^\"]\"}", name) == 1) release(name);
        else puts("{\"error\":\"not understood\"}");
    }
    return 0;
}
