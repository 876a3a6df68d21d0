package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static dev.weft.test.own.Crew.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.test.Sim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Coroutines that end in a way that the schedule chooses, and the order in which they have ended. */
final class Children {
    /** How a child ends. */
    enum Way {
        VALUE,
        FAILS,
        /** If it is cancelled, it returns its value nevertheless. */
        SWALLOWS,
        /** If it is cancelled, its clean-up fails. */
        FAILS_AT_CLEAN_UP
    }

    final List<Child> all = new ArrayList<>();
    final List<Child> ended = new ArrayList<>();
    private final Sim sim;

    Children(Sim sim) {
        this.sim = sim;
    }

    /** One coroutine. */
    final class Child {
        final int number;
        final IOException failure;
        boolean sawCancel;

        @Nullable
        Throwable thrown;

        private final Way way;
        private final int millis;
        private final boolean slowCleanUp;
        private int begun;
        private int ends;

        private Child(int number, Way way, int millis, boolean slowCleanUp) {
            this.number = number;
            this.failure = new IOException("of child " + number);
            this.way = way;
            this.millis = millis;
            this.slowCleanUp = slowCleanUp;
        }

        @Async
        Coroutine<Integer> run() throws IOException {
            begun++;
            int value;
            try {
                value = await(work());
            } catch (IOException | CancelledError failed) {
                thrown = failed;
                throw failed;
            } finally {
                ends++;
                ended.add(this);
                finished();
            }
            return result(value); // in the same step, so the order of the ends is that of the tasks
        }

        @Async
        private Coroutine<Integer> work() throws IOException {
            try {
                await(millis == 0 ? yieldNow() : pause(millis));
                if (way == Way.FAILS) {
                    throw failure;
                }
                return result(number);
            } catch (CancelledError cancelled) {
                sawCancel = true;
                if (way == Way.SWALLOWS) {
                    return result(number);
                }
                if (way == Way.FAILS_AT_CLEAN_UP) {
                    throw failure;
                }
                throw cancelled;
            } finally {
                if (slowCleanUp) {
                    await(pause(1));
                }
            }
        }

        boolean hasFailed() {
            return thrown == failure;
        }

        boolean hasEnded() {
            return ends > 0;
        }

        private void finished() {
            onEnd.ended(this);
        }

        @Override
        public String toString() {
            return "child " + number;
        }
    }

    /** Called in the last step of a child. */
    interface OnEnd {
        void ended(Child child);
    }

    OnEnd onEnd = child -> {};

    Child add(Way... ways) {
        int number = all.size() + 1;
        Child child = new Child(
                number,
                sim.choose("end of child " + number, List.of(ways)),
                sim.choose("ms of child " + number, 1, 0, 2, 1_000),
                sim.chance("slow clean-up of child " + number));
        all.add(child);
        return child;
    }

    /** Returns the failures, in the order in which they came. */
    List<Throwable> failures() {
        List<Throwable> failures = new ArrayList<>();
        for (Child child : ended) {
            if (child.hasFailed()) {
                failures.add(child.failure);
            }
        }
        return failures;
    }

    /** Each has begun once and has ended, with its clean-up, once. */
    void checkEnded() {
        for (Child child : all) {
            assertEquals(1, child.begun, () -> child + " has begun");
            assertEquals(1, child.ends, () -> child + " has ended");
        }
        assertEquals(all.size(), ended.size(), "ends");
    }

    /** The first failure is thrown, with the later ones suppressed in it, each once. */
    void checkThrown(@Nullable Throwable thrown) {
        List<Throwable> failures = failures();
        if (failures.isEmpty()) {
            return;
        }
        assertEquals(failures.get(0), thrown, "the first failure");
        assertEquals(
                failures.subList(1, failures.size()), List.of(failures.get(0).getSuppressed()), "suppressed");
    }
}
