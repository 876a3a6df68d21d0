package dev.weft.internal.task;

import dev.weft.internal.loop.Unchecked;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The hot calls that a thread is cancelling. A call that is cancelled cancels the call that it awaits, and so on. This
 * class follows such a chain without recursion, so that its length costs heap and not stack.
 *
 * <pre>
 * requested → given up → delivered    it was parked: its await is given up, then its code runs
 *          ↘ recorded                 it runs, has ended, or belongs to the thread of a loop
 * </pre>
 *
 * <p>All calls of a chain are given up, from the outermost to the innermost, before the first one runs. They run from
 * the innermost to the outermost. A stage of other code in between may pass a cancellation on from its own callbacks;
 * that arrives here while the stage is told, and joins the chain.
 *
 * <p>Owned by its thread.
 */
final class CancelChain {
    /** The largest number of chains that are cancelled inside one another, by code that a cancellation runs. */
    private static final int MAX_DEPTH = 16;

    /** The state of the thread, which must not go while this is on the stack. */
    @SuppressWarnings("UnusedVariable")
    private final ThreadState state;

    private final ArrayDeque<HotFuture<?>> requested = new ArrayDeque<>();
    private final ArrayDeque<HotFuture<?>> givenUp = new ArrayDeque<>();

    /** Whether an await is being given up: then a caller further up the stack takes what is requested. */
    private boolean givingUp;

    private int depth;

    CancelChain(ThreadState state) {
        this.state = state;
    }

    /** Cancels a call whose future was cancelled. What it throws, it throws when all others are cancelled. */
    void cancel(HotFuture<?> call) {
        requested.push(call);
        if (!givingUp && depth < MAX_DEPTH) {
            depth++;
            try {
                drain();
            } finally {
                depth--;
            }
        }
    }

    private void drain() {
        int others = givenUp.size();
        Throwable failure = null;
        while (!requested.isEmpty() || givenUp.size() > others) {
            try {
                if (!requested.isEmpty()) {
                    giveUp(requested.pop());
                } else {
                    givenUp.pop().goOnCancelled();
                }
            } catch (Throwable broken) {
                failure = failure == null ? broken : failure;
            }
        }
        rethrow(failure);
    }

    private void giveUp(HotFuture<?> call) {
        givenUp.push(call); // first: a call that was given up must not be forgotten
        givingUp = true;
        boolean goesOn = false;
        try {
            goesOn = call.giveUp();
        } finally {
            givingUp = false;
            if (!goesOn) {
                givenUp.pop();
            }
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure != null) {
            throw Unchecked.sneaky(failure);
        }
    }
}
