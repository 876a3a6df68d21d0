package dev.weft.benchmarks.compare;

/** Figures of two builds, from processes that took turns. */
record Pair(Figures older, Figures newer) {
    /** Two runs of one build differ by this much on a quiet machine. */
    private static final double TOLERATED = 1.05;

    /**
     * Bytes are exact, but for what the whole run allocates once (JMH's own objects, the start of the loop), which is spread over
     * its operations and makes fractions that vary. Objects are multiples of eight bytes. Whole bytes are not compared, since
     * 24.49 and 24.51 would then differ.
     */
    private static final double SPREAD = 0.5;

    double ratio() {
        return newer.nanos() / older.nanos();
    }

    boolean isSlower() {
        return ratio() > TOLERATED;
    }

    boolean hasOtherBytes() {
        return Math.abs(newer.bytes() - older.bytes()) >= SPREAD;
    }
}
