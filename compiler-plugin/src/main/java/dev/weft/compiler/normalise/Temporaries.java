package dev.weft.compiler.normalise;

/** Local variable slots behind those of the body, for values that are put aside within one rewritten instruction. */
final class Temporaries {

    private final int first;
    private int next;
    private int end;

    Temporaries(int first) {
        this.first = first;
        this.next = first;
        this.end = first;
    }

    /** Frees all slots: no value outlives the instruction for which it was put aside. */
    void reset() {
        next = first;
    }

    int next(int size) {
        int slot = next;
        next += size;
        end = Math.max(end, next);
        return slot;
    }

    /** The number of slots that the method now has. */
    int end() {
        return end;
    }
}
