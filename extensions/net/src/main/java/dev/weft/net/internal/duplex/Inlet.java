package dev.weft.net.internal.duplex;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The reading half of a transport. Used on the loop's thread. */
public interface Inlet {
    /**
     * Moves what is there into a buffer that has room. Does not wait.
     *
     * @return the number of bytes; 0 if nothing is there now; −1 if the other side has ended
     * @throws IOException if the transport has failed
     */
    int readNow(ByteBuffer into) throws IOException;

    /**
     * Calls {@link ReadSide#onReadable} as soon as a read would give something, perhaps inside of this call. A read that has
     * not filled its buffer has taken everything that was there.
     *
     * @throws IOException if the transport has failed
     */
    void awaitReadable() throws IOException;
}
