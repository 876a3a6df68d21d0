package dev.weft.internal.task;

import dev.weft.internal.loop.Message;
import dev.weft.internal.loop.Uncaught;
import dev.weft.internal.trace.Traces;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The home of a {@link HotTask} that has no loop and resumes on the thread that wakes it. See the table of the task for
 * the protocol.
 */
class NoLoop implements Home {
    static final Home INSTANCE = new NoLoop();

    /** The number of scopes so far in calls without a loop. */
    private static final AtomicLong SCOPES = new AtomicLong();

    /** The home of a call that has not looked for a loop yet. */
    static final Home UNBOUND = new NoLoop() {
        @Override
        public void bind(Suspendable task) {
            ((HotTask<?>) task).findHome();
        }

        /** Up to its first suspension the call runs as a part of its caller, so it has the caller's bindings. */
        @Override
        public @Nullable Binding bindings(TaskImpl<?> task) {
            return task.context != null ? task.context : Binding.current();
        }
    };

    private NoLoop() {}

    @Override
    public final EventLoopImpl loopFor(String operation) {
        throw new IllegalStateException(
                operation + " needs a running event loop, and this hot method was called without one");
    }

    @Override
    public void bind(Suspendable task) {}

    @Override
    public final long nextScope() {
        return SCOPES.incrementAndGet();
    }

    @Override
    public @Nullable Binding bindings(TaskImpl<?> task) {
        return task.context;
    }

    @Override
    public final void publish(TaskImpl<?> task) {
        ((HotTask<?>) task).publishCall();
    }

    @Override
    public final boolean removeTimerOf(Suspendable task) {
        return true;
    }

    @Override
    public final void wake(TaskImpl<?> task, WaitSource source) {
        ((HotTask<?>) task).wakeAnywhere(source.handsOver());
    }

    @Override
    public final void cancel(TaskImpl<?> task, @Nullable String reason) {
        ((HotTask<?>) task).cancelAnywhere(reason);
    }

    @Override
    public final boolean isOnThread() {
        return false;
    }

    @Override
    public final boolean post(Message message) {
        return false;
    }

    @Override
    public final boolean submit(Message message) {
        return false;
    }

    @Override
    public final boolean isClosed() {
        return true;
    }

    @Override
    public final boolean wouldBlockItself() {
        return false;
    }

    @Override
    public final void forget(TaskImpl<?> task) {}

    /** Does nothing: the failure of a hot call is in its future. */
    @Override
    public final void reportSoon(TaskImpl<?> task) {}

    @Override
    public final void uncaught(Object subject, Throwable failure) {
        Uncaught.log(subject, Traces.shown(failure, subject));
    }
}
