package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The frames of reads and writes, which streams use again, keep nothing of the task that has used them before. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrameReuseTest {
    @Async
    private static Coroutine<Void> write(ByteStream to) throws IOException {
        await(yieldNow());
        await(to.write(ByteBuffer.allocate(1)));
        return done();
    }

    /** First a method waits in a read; then a read is a task of its own: it must not go on in that method. */
    @Async
    private static Coroutine<Void> reads() throws IOException {
        Pipes.Pair pipe = Pipes.pair(1);
        Task<Void> first = start(write(pipe.other()));
        assertTrue(await(pipe.one().read(ByteBuffer.allocate(1))));
        await(first);
        Task<Boolean> alone = start(pipe.one().read(ByteBuffer.allocate(1)));
        await(yieldNow());
        await(yieldNow());
        assertFalse(alone.isDone());
        await(write(pipe.other()));
        assertTrue(await(alone));
        return done();
    }

    @Test
    void aReadThatIsATaskGoesOnNowhereElse() {
        Weft.run(FrameReuseTest::reads);
    }

    @Async
    private static Coroutine<Void> readTwo(ByteStream from) throws IOException {
        await(yieldNow());
        ByteBuffer one = ByteBuffer.allocate(1);
        assertTrue(await(from.read(one)));
        assertTrue(await(from.read(one.clear())));
        return done();
    }

    @Async
    private static Coroutine<Void> writes() throws IOException {
        Pipes.Pair pipe = Pipes.pair(1);
        Task<Void> first = start(readTwo(pipe.other()));
        await(pipe.one().write(ByteBuffer.allocate(2)));
        await(first);
        Task<Void> alone = start(pipe.one().write(ByteBuffer.allocate(2)));
        await(yieldNow());
        await(yieldNow());
        assertFalse(alone.isDone());
        await(readTwo(pipe.other()));
        await(alone);
        return done();
    }

    @Test
    void aWriteThatIsATaskGoesOnNowhereElse() {
        Weft.run(FrameReuseTest::writes);
    }
}
