package dev.weft.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real stacks that end: a thread with a small one calls itself until nearly nothing is left, then uses the runtime. Many
 * depths near the end are tried. Behind it, on a long stack, nothing may be lost. Completions of futures are not among
 * them: there the methods of the JDK fail, too.
 */
@Tag("slow") // and what it finds depends on which methods the JVM has compiled by then
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StackEndsTest {
    private static final long STACK = 256 * 1024;
    private static final int DEPTHS = 120;

    private int deepest;

    @ParameterizedTest
    @ValueSource(strings = {"ClosesPermit", "SetsEvent", "PutsItem", "Cancels"})
    void nothingIsLost(String name) throws InterruptedException {
        assertEquals("0 of " + DEPTHS, lost(scenario(name)), "runs in which something was lost");
    }

    private static Supplier<Scenario> scenario(String name) {
        for (Supplier<Scenario> each : FaultRun.ALL) {
            if (each.get().getClass().getName().endsWith("HotScenarios$" + name)) {
                return each;
            }
        }
        throw new AssertionError(name);
    }

    private String lost(Supplier<Scenario> make) throws InterruptedException {
        EventLoop.preload();
        for (int i = 0; i < 20; i++) {
            assertEquals(null, run(make, 0), "on a long stack");
        }
        onThread(() -> deepest = measure());
        int lost = 0;
        String last = "";
        for (int i = 0; i < DEPTHS; i++) {
            String problem = run(make, deepest - i);
            if (problem != null) {
                last = ", for example: " + problem;
                lost++;
            }
        }
        return lost + " of " + DEPTHS + last;
    }

    private static @Nullable String run(Supplier<Scenario> make, int depth) throws InterruptedException {
        Scenario scenario = make.get();
        onThread(() -> {
            try {
                scenario.prepare();
                Throwable thrown = null;
                try {
                    descend(depth, scenario);
                } catch (StackOverflowError end) {
                    thrown = new StackOverflowError("injected at the end of the stack");
                }
                scenario.verify(thrown);
            } catch (Throwable failure) {
                scenario.problem("it ended with " + failure);
            }
        });
        return scenario.problems();
    }

    private static void onThread(Runnable work) throws InterruptedException {
        Thread thread = new Thread(null, work, "short stack", STACK);
        thread.start();
        thread.join();
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int measure() {
        try {
            return measure() + 1;
        } catch (StackOverflowError end) {
            return 0;
        }
    }

    private static void descend(int depth, Scenario scenario) throws Throwable {
        if (depth > 0) {
            descend(depth - 1, scenario);
        } else {
            scenario.operate();
        }
    }
}
