package dev.weft.net.internal.duplex;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code read} or {@code readable}. The stream uses it again when it has ended, so a read allocates nothing.
 *
 * <pre>
 * state  0   lent out, not started
 *       −1   running, or ended: awaiting it throws, until it is lent out again
 *        1   suspended
 * </pre>
 */
final class Reading extends Frame<Object> {
    private final ReadSide side;

    /** Null if nothing is to be read. */
    private @Nullable ByteBuffer into;

    Reading(ReadSide side) {
        this.side = side;
    }

    Reading with(@Nullable ByteBuffer buffer) {
        into = buffer;
        renew();
        return this;
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        int depth = Suspension.depth(driver);
        boolean begun = state > 0;
        Object given = null;
        try {
            if (begun) {
                Suspension.resumed(driver);
                side.fate().requireOpen();
            } else {
                side.begin(driver, into);
                begun = true;
            }
            given = side.advance(driver, depth, into);
        } finally {
            if (given != Frame.SUSPENDED && begun) {
                into = null;
                state = -1;
                side.ends(this);
            }
        }
        if (given == Frame.SUSPENDED) {
            state = 1;
            Suspension.suspend(this, driver);
        }
        return given;
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }

    @Override
    public String toString() {
        return into == null ? "readable" : "read";
    }
}
