package dev.weft.net.internal.duplex;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The writing half of a transport. Used on the loop's thread. */
public interface Outlet {
    /**
     * Takes as many bytes as it can. Does not wait.
     *
     * @param from the buffers; their positions move
     * @param first the index of the first buffer that has bytes left
     * @throws IOException if the transport has failed
     */
    void writeNow(ByteBuffer[] from, int first) throws IOException;

    /**
     * Calls {@link WriteSide#onWritable} as soon as a write may take something, perhaps inside of this call.
     *
     * @throws IOException if the transport has failed
     */
    void awaitWritable() throws IOException;

    /**
     * Tells the other side that nothing more will come. Called once, when everything was written.
     *
     * @throws IOException if the transport has failed
     */
    void sendEnd() throws IOException;

    /** Closes the stream at once, since a message cannot be sent whole. */
    void abort();
}
