package dev.weft.net.internal.serve;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** The system has no descriptors or memory left for one more connection. That passes, so who accepts tries again. */
public final class Shortage {
    private static final System.Logger LOG = System.getLogger("dev.weft");
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private Shortage() {}

    /**
     * Logs that a connection cannot be taken now, and waits a little.
     *
     * @param failure why it cannot be taken
     * @param acceptor who has tried to
     * @throws IOException the failure, if it has another reason
     */
    @Async
    public static Coroutine<Void> waitOut(IOException failure, Object acceptor) throws IOException {
        if (!isReasonOf(failure)) {
            throw failure;
        }
        warn(failure, acceptor);
        await(sleep(BETWEEN_TRIES));
        return done();
    }

    /** A logger may need a descriptor, too, and fail for lack of it; then a later try is logged. */
    private static void warn(IOException failure, Object acceptor) {
        try {
            LOG.log(System.Logger.Level.WARNING, acceptor + " cannot take a connection now: " + failure);
        } catch (Throwable broken) {
            // the server must go on
        }
    }

    /** The JDK gives only the text. */
    private static boolean isReasonOf(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("too many open files")
                || message.contains("no buffer space")
                || message.contains("cannot allocate memory")
                || message.contains("not enough space");
    }
}
