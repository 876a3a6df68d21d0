package dev.weft.test.internal.choice;

/** What a choice is about. */
public enum Kind {
    /** Which ready node runs next. */
    NODE("another order of tasks than this loop's first in, first out"),
    /** Whether the oldest ready task is held back until nothing else is ready. */
    HOLD("another order of tasks than this loop's first in, first out"),
    /** Whether time passes before a step; and if it does, whether it is long. */
    TIME("timing"),
    /** Which event arrives, and whether time passes instead. */
    ARRIVAL("timing"),
    /** A choice of the test. */
    TEST("a choice of the test"),
    /** Whether a timer is late. */
    LATE("timing"),
    /** How many ready awaits a step may pass. */
    BUDGET("another budget"),
    /** What the simulated network does with a message. */
    NETWORK("what a network may do");

    private static final Kind[] VALUES = values();

    private final String need;

    Kind(String need) {
        this.need = need;
    }

    /** Returns what a failure needs that needs a deviation of this kind. */
    public String need() {
        return need;
    }

    /** Returns whether deviations of this kind seldom matter, so that they are tried after the others. */
    public boolean isMinor() {
        return this == HOLD || this == LATE || this == BUDGET;
    }

    /** Returns the number of this kind, from 0 on, less than 8. */
    @SuppressWarnings("EnumOrdinal") // lives in memory only
    int code() {
        return ordinal();
    }

    static Kind of(int code) {
        return VALUES[code];
    }
}
