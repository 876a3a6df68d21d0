package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** A read or a write that is the whole of a task, after others that a method has awaited. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StartedReadTest {
    private static int goneOn;

    @Async
    private static Coroutine<Boolean> readIn(ByteStream from) throws IOException {
        boolean came = await(from.read(ByteBuffer.allocate(1)));
        goneOn++;
        return result(came);
    }

    @Async
    private static Coroutine<Void> writeIn(ByteStream into) throws IOException {
        await(into.write(ByteBuffer.allocate(3)));
        goneOn++;
        return done();
    }

    @Async
    private static Coroutine<Void> all() throws IOException {
        goneOn = 0;
        Pipes.Pair pair = Pipes.pair(1);
        Task<Boolean> reading = start(readIn(pair.one()));
        Task<Void> writing = start(writeIn(pair.one()));
        await(Weft.yieldNow()); // both wait
        await(pair.other().write(ByteBuffer.allocate(1)));
        await(reading);
        ByteBuffer three = ByteBuffer.allocate(3);
        while (three.hasRemaining()) {
            await(pair.other().read(three));
        }
        await(writing);
        assertEquals(2, goneOn);
        Task<Boolean> second = start(pair.one().read(ByteBuffer.allocate(1)));
        Task<Void> secondWrite = start(pair.one().write(ByteBuffer.allocate(1)));
        await(pair.other().write(ByteBuffer.allocate(1)));
        assertTrue(await(second));
        await(secondWrite);
        assertEquals(2, goneOn, "the task has gone on in a method that has ended");
        await(pair.one().closeAsync());
        await(pair.other().closeAsync());
        return done();
    }

    @Test
    void aTaskGoesOnInNoOldMethod() {
        Weft.run(StartedReadTest::all);
    }
}
