package dev.weft.internal.observe;

import dev.weft.internal.loop.LoopEngine;
import dev.weft.internal.loop.QueueNode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A question to a loop. Another thread asks it, and the loop's thread answers between two steps.
 *
 * <p>{@code answer} and {@code answered} are written by the loop's thread before it counts down {@code done}, and read
 * after that.
 *
 * @param <T> the type of the answer
 */
final class LoopQuery<T> extends QueueNode {
    private final Supplier<T> question;
    private final CountDownLatch done = new CountDownLatch(1);
    private final long asked = System.nanoTime();
    private volatile boolean unwanted;
    private @Nullable T answer;
    private long answered;

    LoopQuery(Supplier<T> question) {
        this.question = question;
    }

    /** Asks the question and waits at most {@code millis}. Returns the answer, or null if there is none by then. */
    @Nullable
    T ask(LoopEngine loop, long millis) {
        if (loop.isOnThread()) {
            run();
            return answer;
        }
        boolean inTime = false;
        try {
            inTime = loop.hasRunner() && loop.post(this) && done.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        unwanted = !inTime;
        return inTime ? answer : null;
    }

    /**
     * Returns how long the answer took, in nanoseconds. Without an answer, returns the time since the question was
     * asked.
     */
    long nanos() {
        return (done.getCount() == 0 ? answered : System.nanoTime()) - asked;
    }

    @Override
    protected void run() {
        answered = System.nanoTime();
        try {
            if (!unwanted) {
                answer = question.get();
            }
        } finally {
            done.countDown();
        }
    }
}
