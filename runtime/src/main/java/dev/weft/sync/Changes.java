package dev.weft.sync;

import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stream of the changes of a value. It keeps what it has given last. Owned by the thread that runs the task. */
final class Changes<T> extends StreamFrame<T> {
    private static final int AT_ITEM = 1;
    private static final int WAITING = 2;

    private final AsyncValue<T> of;

    /** The version of the value that was looked at last. Guarded by the lock of the value while its task waits. */
    long seen;

    private boolean begun;
    private @Nullable T last;

    Changes(AsyncValue<T> of) {
        this.of = of;
    }

    @Override
    protected Object advance(FrameDriver driver) throws Throwable {
        int at = state;
        if (at > 0) {
            Suspension.resumed(driver);
        }
        while (begun) {
            if (at != WAITING
                    && Suspension.await(new WaitNode<>(of.waiting, this), driver, Suspension.depth(driver))
                            == SUSPENDED) {
                state = WAITING;
                Suspension.suspend(this, driver);
                return SUSPENDED;
            }
            T now = of.look(this);
            if (!Objects.equals(last, now)) {
                return give(now);
            }
            at = AT_ITEM;
        }
        begun = true;
        return give(of.look(this));
    }

    private Object give(T value) {
        last = value;
        current = value;
        state = AT_ITEM;
        return true;
    }

    @Override
    protected boolean catches() {
        return false; // there is nothing to clean up
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }

    @Override
    public String streamName() {
        return "AsyncValue.changes";
    }
}
