package dev.weft.internal.loop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether the check sees the end of the stack before it comes, in the interpreter and when it is compiled. */
@Tag("jdk")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StackReserveTest {
    private static final long STACK = 256 * 1024;
    private static final int UNTIL_COMPILED = 200_000;

    /** The first depth at which the check has failed, and the last one that was reached. */
    private int refused;

    private int deepest;

    @Test
    void failsWhereThereIsStillRoom() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            assertRoom("before the check is compiled");
        }
        for (int i = 0; i < UNTIL_COMPILED; i++) {
            StackReserve.check();
        }
        for (int i = 0; i < 50; i++) {
            assertRoom("when the check is compiled");
        }
    }

    private void assertRoom(String when) throws InterruptedException {
        refused = Integer.MAX_VALUE;
        deepest = 0;
        Thread thread = new Thread(null, this::toTheEnd, "short stack", STACK);
        thread.start();
        thread.join();
        // Frames are smaller where the recursion is compiled by then: this is some hundred bytes to 1.5 KiB.
        assertTrue(
                deepest - refused > deepest / 250,
                () -> when + ": refused at a depth of " + refused + ", ended at " + deepest);
    }

    private void toTheEnd() {
        try {
            down(0);
        } catch (StackOverflowError end) {
            // What it reached is in the fields.
        }
    }

    @SuppressWarnings("InfiniteRecursion")
    private void down(int depth) {
        deepest = depth;
        if (refused > depth) {
            try {
                StackReserve.check();
            } catch (StackOverflowError tooShort) {
                refused = depth;
            }
        }
        down(depth + 1);
    }
}
