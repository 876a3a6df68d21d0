package dev.weft.net.internal.process;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.ByteReader;
import dev.weft.net.ByteSource;
import dev.weft.net.TooLongException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Gives a child its input and takes its outputs, all at once, so that no pipe waits for another. */
public final class Run {
    private final Child child;
    private final int most;

    /**
     * Creates a run.
     *
     * @param child the child, whose streams nobody has used
     * @param most how many bytes each output may have
     */
    public Run(Child child, int most) {
        this.child = child;
        this.most = most;
    }

    /** Waits for both outputs, which it returns, and for the child's end. */
    @Async
    public Coroutine<List<byte[]>> outputs(ByteBuffer input) throws IOException {
        List<byte[]> all = await(gather(output(child.stdout()), output(child.stderr()), ends(), feeds(input)));
        return result(all.subList(0, 2));
    }

    @Async
    private Coroutine<byte[]> output(ByteSource of) throws IOException {
        try {
            return result(await(new ByteReader(of).all(most)));
        } catch (TooLongException tooLong) {
            TooLongException named =
                    new TooLongException(of + " is longer than its limit: the argument mostOutput is " + most);
            named.initCause(tooLong);
            throw named;
        }
    }

    @Async
    private Coroutine<byte[]> ends() {
        await(child.exit());
        child.endStreamsWhenQuiet();
        return result(new byte[0]);
    }

    @Async
    private Coroutine<byte[]> feeds(ByteBuffer input) {
        try {
            if (input.hasRemaining()) {
                await(child.stdin().write(input));
            }
            await(child.stdin().end());
        } catch (IOException brokenPipe) {
            // it has ended, or needs no more
        }
        return result(new byte[0]);
    }
}
