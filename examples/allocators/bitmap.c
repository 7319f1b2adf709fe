/*
 * An allocator behind the protocol of `userns-sim fuzz`, in C: a bit a slot, and the lowest bit that is not set.
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
    puts("{\"ok\":true,\"supports\":[\"seed\"]}");
}

static void allocate(const char *name) {
    int64_t slot = slot_of(name);
    if (slot < 0) {
        slot = 0;
        while (slot < slots && is_taken(slot)) slot++;
        if (slot == slots) {
            puts("{\"error\":\"no slot is free\",\"code\":\"exhausted\"}");
            return;
        }
        bits[slot / 64] |= UINT64_C(1) << (slot % 64);
        strcpy(owners[slot], name);
    }
    printf("{\"start\":%lld,\"size\":%lld}\n", (long long)(start + slot * ids_per_pod), (long long)ids_per_pod);
}

static void release(const char *name) {
    int64_t slot = slot_of(name);
    if (slot >= 0) bits[slot / 64] &= ~(UINT64_C(1) << (slot % 64));
    puts("{\"ok\":true}");
}

int main(void) {
    static char line[MAX_LINE];
    char name[MAX_NAME];
    /* Line by line: an answer must not wait in a buffer for the next request. */
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (fgets(line, sizeof line, stdin)) {
        if (strncmp(line, "{\"op\":\"init\"", 12) == 0) init(line);
        else if (sscanf(line, "{\"op\":\"allocate\",\"pod\":\"%255[^\"]\"}", name) == 1) allocate(name);
        else if (sscanf(line, "{\"op\":\"release\",\"pod\":\"%255[^\"]\"}", name) == 1) release(name);
        else puts("{\"error\":\"not understood\"}");
    }
    return 0;
}
