package dev.weft.net.internal.tls;

import java.io.IOException;

/** Failures of the stream below as those of the stream above. */
final class Failures {
    private Failures() {}

    /** Returns what callers get: the failure itself if they expect such a thing. */
    static IOException io(Throwable failure) {
        return failure instanceof IOException io
                ? io
                : new IOException("the stream below has failed: " + failure, failure);
    }
}
