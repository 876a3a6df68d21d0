package dev.weft.net.internal.process;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.withTimeout;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.internal.loop.Background;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How a child is ended: it and its descendants are asked to end, and are killed when five seconds of the loop's clock are over.
 *
 * <pre>
 * RUNNING → ENDING   closing has begun
 * ENDING → ENDED     all have ended, or were killed
 * RUNNING, ENDING → ENDED   closing is cancelled, or the loop ends: all are killed
 * </pre>
 *
 * Owned by the loop's thread.
 */
public final class Ending {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** For how long the system may take to end a process that was killed. */
    private static final Duration MOST_TO_DIE = Duration.ofSeconds(5);

    private static final Duration FIRST_LOOK = Duration.ofMillis(5);
    private static final Duration MOST_BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Child child;

    /** Complete when the child has ended; null until closing has begun. */
    private @Nullable CompletableFuture<Void> closing;

    /**
     * Creates the ending of a child that runs.
     *
     * @param child the child
     */
    public Ending(Child child) {
        this.child = child;
    }

    /** See {@link dev.weft.net.Subprocess#closeAsync}. */
    @Async
    public Coroutine<Void> close() {
        child.fate().requireHere();
        CompletableFuture<Void> begun = closing;
        if (begun == null) {
            await(closeNow());
        } else if (!begun.isDone()) {
            try {
                await(begun.minimalCompletionStage());
            } catch (Throwable cancelled) {
                child.kill();
                throw cancelled;
            }
        }
        return done();
    }

    @Async
    private Coroutine<Void> closeNow() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        closing = ended;
        child.fate().close();
        child.closeStreams();
        boolean inOrder = false;
        try {
            if (!child.hasExited()) {
                await(end(await(Background.<ProcessTree>call(child::tree, unused -> {}))));
            }
            inOrder = true;
        } finally {
            if (!inOrder) {
                child.kill();
            }
            child.closePipes();
            ended.complete(null);
        }
        return done();
    }

    @Async
    private Coroutine<Void> end(ProcessTree tree) {
        tree.terminate();
        try {
            await(withTimeout(GRACE, allGone(tree)));
        } catch (TimeoutException tooLate) {
            tree.kill();
            child.kill();
            await(died());
        }
        return done();
    }

    @Async
    private Coroutine<Void> allGone(ProcessTree tree) {
        await(child.exit());
        // Only the system's list tells whether a process that is no child has ended.
        for (Duration pause = FIRST_LOOK; !tree.isGone(); pause = longer(pause)) {
            await(sleep(pause));
        }
        return done();
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(MOST_BETWEEN_LOOKS) < 0 ? twice : MOST_BETWEEN_LOOKS;
    }

    @Async
    private Coroutine<Void> died() {
        try {
            await(withTimeout(MOST_TO_DIE, child.exit()));
        } catch (TimeoutException stuck) {
            // it is in a call of the system that cannot be ended
        }
        return done();
    }

    /** The loop has ended: kills the child if it runs, and its descendants. Returns whether it has run. */
    public boolean abandon() {
        boolean leak = !child.hasExited() && child.process().isAlive();
        child.kill();
        return leak;
    }
}
