package dev.weft.net.internal.duplex;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code read} or {@code readable}. The stream uses it again when it has ended without a wait, so such a read allocates
 * nothing.
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

    /**
     * Whether it has suspended. Then it is not used again: it keeps the link to the frame that has awaited it, and as the
     * outermost frame of another task it would go on there.
     */
    private boolean waited;

    Reading(ReadSide side) {
        this.side = side;
    }

    Reading with(@Nullable ByteBuffer buffer) {
        into = buffer;
        state = 0;
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
                side.ends(waited ? null : this);
            }
        }
        if (given == Frame.SUSPENDED) {
            state = 1;
            waited = true;
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
