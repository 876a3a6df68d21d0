package dev.weft.test.own;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.sync.QueueShutDownException;
import dev.weft.test.own.Crew.Member;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a primitive must do, in few words: who waits, first in, first out. */
class Model {
    /** What a wait must come to. */
    enum End {
        NONE_YET,
        VALUE,
        FAILURE,
        CANCELLATION
    }

    /** One wait. Its value, if it is to have one, is null or known. */
    static final class Wait<T> {
        private final Member who;
        private final @Nullable Line<T> line;
        final T brought;
        private End end;
        private @Nullable Object value;

        private Wait(Member who, @Nullable Line<T> line, T brought, End end) {
            this.who = who;
            this.line = line;
            this.brought = brought;
            this.end = end;
        }

        /** Called when a request to cancel has come. What was handed over before counts. */
        void isCancelled() {
            if (end == End.NONE_YET) {
                end = End.CANCELLATION;
                known(line).waiting.remove(this);
            }
        }

        void isGiven(@Nullable Object given) {
            end = End.VALUE;
            value = given;
        }

        void fails() {
            end = End.FAILURE;
        }

        Member who() {
            return who;
        }
    }

    /** Those who wait for one thing. */
    static final class Line<T> {
        private final Deque<Wait<T>> waiting = new ArrayDeque<>();

        /** A wait that cannot be satisfied now. If its task was to be cancelled, it is now. */
        Wait<T> join(Member who, T brought) {
            if (who.isAsked) {
                return new Wait<>(who, this, brought, End.CANCELLATION);
            }
            Wait<T> wait = new Wait<>(who, this, brought, End.NONE_YET);
            waiting.add(wait);
            return wait;
        }

        @Nullable
        Wait<T> poll() {
            return waiting.poll();
        }

        int size() {
            return waiting.size();
        }

        void forAll(Consumer<Wait<T>> each) {
            waiting.forEach(each);
            waiting.clear();
        }
    }

    /** A wait that is satisfied at once. */
    static Wait<?> given(Member who, @Nullable Object value) {
        Wait<Boolean> wait = new Wait<>(who, null, true, End.VALUE);
        wait.value = value;
        return wait;
    }

    /** A wait that fails at once. */
    static Wait<?> failing(Member who) {
        return new Wait<>(who, null, true, End.FAILURE);
    }

    /** Awaits the real thing, and compares how that ends. The value is compared if {@code compares}. */
    @Async
    static <T> Coroutine<T> follow(Wait<?> expected, boolean compares, Coroutine<T> real) throws Exception {
        Member who = expected.who;
        who.waits = expected;
        T value;
        try {
            value = await(real, BrokenBarrierException.class);
        } catch (CancelledError cancelled) {
            assertEquals(End.CANCELLATION, expected.end, () -> "the end of a wait of " + who);
            throw cancelled;
        } catch (QueueShutDownException | BrokenBarrierException failure) {
            assertEquals(End.FAILURE, expected.end, () -> "the end of a wait of " + who);
            throw failure;
        } finally {
            who.waits = null;
        }
        assertEquals(End.VALUE, expected.end, () -> "the end of a wait of " + who);
        if (compares) {
            assertEquals(expected.value, value, () -> "what a wait of " + who + " got");
        }
        return result(value);
    }

    static <T> T known(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
