package dev.weft.net.internal.duplex;

import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.Suspension;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code write}. The stream uses it again when it has ended, so a write allocates nothing. Its states are those of
 * {@link Reading}.
 */
final class Writing extends Frame<Void> {
    private static final ByteBuffer[] NONE = {};

    private final WriteSide side;

    /** For a single buffer. */
    private final ByteBuffer[] one = new ByteBuffer[1];

    private ByteBuffer[] buffers = NONE;

    /** The index of the first buffer that may have bytes left. */
    private int first;

    /** How many bytes there were to write. */
    private long total;

    Writing(WriteSide side) {
        this.side = side;
    }

    Writing with(ByteBuffer buffer) {
        one[0] = buffer;
        return with(one);
    }

    Writing with(ByteBuffer[] all) {
        buffers = all;
        first = 0;
        total = rest();
        renew();
        return this;
    }

    ByteBuffer[] buffers() {
        return buffers;
    }

    int first() {
        return first;
    }

    boolean hasRemaining() {
        first = Buffers.firstWithBytes(buffers, first);
        return first < buffers.length;
    }

    /** Returns how many bytes are left to write. */
    long rest() {
        return Buffers.remaining(buffers, first);
    }

    /** Returns whether some bytes have gone. */
    boolean hasBegun() {
        return rest() < total;
    }

    /** Returns a copy of the bytes that are left, which are few enough for one buffer. */
    ByteBuffer copyOfRest() {
        ByteBuffer copy = ByteBuffer.allocate((int) rest());
        for (int i = first; i < buffers.length; i++) {
            copy.put(buffers[i]);
        }
        return copy.flip();
    }

    /** Lets go of the user's buffers. */
    void forget() {
        buffers = NONE;
        one[0] = null;
        first = 0;
        total = 0;
    }

    @Override
    protected @Nullable Object resume(FrameDriver driver) throws Throwable {
        int depth = Suspension.depth(driver);
        boolean begun = state > 0;
        Object outcome = null;
        try {
            if (begun) {
                Suspension.resumed(driver);
                side.fate().requireOpen();
            } else {
                side.begin(this, driver);
                begun = true;
            }
            outcome = side.advance(this, driver, depth);
        } catch (Throwable failure) {
            if (begun && !side.fate().isClosed()) { // who has closed the stream has taken over or dropped what is left
                side.keepRest(this, failure);
            }
            throw failure;
        } finally {
            if (outcome != Frame.SUSPENDED && begun) {
                forget();
                state = -1;
                side.ends(this);
            }
        }
        if (outcome == Frame.SUSPENDED) {
            state = 1;
            Suspension.suspend(this, driver);
        }
        return outcome;
    }

    @Override
    protected @Nullable StackTraceElement position() {
        return null;
    }

    @Override
    public String toString() {
        return "write";
    }
}
