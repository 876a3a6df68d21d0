package dev.weft.internal.task;

import dev.weft.Coroutine;
import dev.weft.abi.Activation;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.ports.IoWait;
import org.jspecify.annotations.Nullable;

/**
 * A wait, its coroutine and its source in one object; see the table of {@link IoWait}. All fields are owned by the
 * loop's thread.
 */
final class IoWaitImpl extends Activation<Void> implements IoWait, WaitSource {
    private final EventLoopImpl loop;
    private @Nullable TaskImpl<?> waiting;
    private boolean signalled;

    private IoWaitImpl(EventLoopImpl loop) {
        this.loop = loop;
    }

    static IoWait of(EventLoopImpl loop) {
        return new IoWaitImpl(loop);
    }

    @Override
    public Coroutine<Void> next() {
        return this;
    }

    @Override
    protected @Nullable Object start(FrameDriver driver) {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        if (task.loopFor("a wait for events") != loop) {
            throw new IllegalStateException(task + " belongs to another loop than what it waits for");
        }
        if (waiting != null) {
            throw new IllegalStateException(waiting + " waits for this already");
        }
        if (signalled) {
            task.beforeTaking();
            signalled = false;
            return task.ready(null);
        }
        task.beforeParking();
        waiting = task;
        task.park(this);
        return Frame.SUSPENDED;
    }

    @Override
    public void wake() {
        TaskImpl<?> task = waiting;
        if (task == null) {
            signalled = true;
        } else {
            waiting = null;
            task.wake();
        }
    }

    @Override
    public void reset() {
        signalled = false;
    }

    @Override
    public boolean isWaiting() {
        return waiting != null;
    }

    @Override
    public boolean abandon() {
        waiting = null;
        return true;
    }

    @Override
    public @Nullable Object outcome() {
        return null;
    }

    @Override
    public String toString() {
        return "events";
    }
}
