package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cancels each call after k turns of the loop, for k = 0, 1, 2, … until it ends before: so at each of its suspensions. What is transferred is an exact copy, whatever is cancelled, and each call can be
 * made again. The seeds choose sizes and where to begin. (cpython #139373, asyncio #318; Tokio calls it cancel safety.)
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("jdk")
class CancelProcessesAndFilesTest {
    @TempDir
    static Path directory;

    /** Starts work again and again, each time to be cancelled later, until it gives something. */
    @Async
    private static <T> Coroutine<T> insist(int first, AsyncCallable<T> work) throws Exception {
        for (int turns = first; ; turns += turns < 40 ? 1 : turns) { // what others do takes many turns
            Task<T> task = start(work);
            for (int i = 0; i < turns && !task.isDone(); i++) {
                await(yieldNow());
            }
            task.cancel("after " + turns);
            try {
                return result(await(task));
            } catch (CancellationException cancelled) {
                assertTrue(task.isCancelled());
            }
        }
    }

    /** Writes a part. A cancelled write has taken nothing, or the whole part goes. */
    @Async
    private static Coroutine<Void> writeAll(ByteSink to, byte[] all, Random random) throws Exception {
        int at = 0;
        while (at < all.length) {
            ByteBuffer part = ByteBuffer.wrap(all, at, Math.min(all.length - at, 1 + random.nextInt(700_000)));
            int begin = at;
            at += part.remaining();
            for (int turns = random.nextInt(3); part.hasRemaining(); turns++) {
                ByteBuffer again = part;
                Task<Void> task = start(() -> to.write(again));
                for (int i = 0; i < turns && !task.isDone(); i++) {
                    await(yieldNow());
                }
                task.cancel("after " + turns);
                try {
                    await(task);
                } catch (CancellationException cancelled) {
                    assertTrue(
                            part.position() == begin || !part.hasRemaining(),
                            "a part of a message: " + part + " from " + begin);
                }
            }
        }
        await(insist(0, to::end));
        return done();
    }

    @Async
    private static Coroutine<byte[]> readAll(ByteSource from, Random random) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            ByteBuffer some = ByteBuffer.allocate(1 + random.nextInt(100_000));
            if (random.nextInt(10) == 0) {
                await(insist(0, from::readable));
            }
            if (!await(insist(random.nextInt(3), () -> from.read(some)))) {
                return result(all.toByteArray());
            }
            all.write(some.array(), 0, some.position());
        }
    }

    @Async
    private static Coroutine<Void> process(int seed) throws Exception {
        Random random = new Random(seed);
        byte[] all = ChildMain.flood(3_000_000 + random.nextInt(1_000_000));
        try (Subprocess cat = await(Subprocess.start(new ProcessBuilder("/bin/sh", "-c", "exec cat")))) {
            Task<Void> writes = start(writeAll(cat.stdin(), all, random));
            byte[] come = await(readAll(cat.stdout(), random));
            await(writes);
            assertArrayEquals(all, come);
            assertEquals(0, await(insist(0, cat::exit)));
        }
        return done();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void pipesOfAProcess(int seed) {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
        Residue.check(() -> process(seed));
    }

    @Async
    private static Coroutine<Void> file(int seed) throws Exception {
        Random random = new Random(seed);
        byte[] all = ChildMain.flood(3_000_000 + random.nextInt(1_000_000));
        Path path = directory.resolve("file" + seed);
        try (AsyncFile file = await(
                AsyncFile.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE))) {
            await(writeAll(file, all, random));
            assertEquals(all.length, file.position());
            assertEquals(all.length, await(insist(0, file::size)));
            await(insist(0, () -> file.force(false)));
            assertArrayEquals(all, await(readAll(file.position(0), random)));
            int cut = random.nextInt(all.length);
            await(insist(0, () -> file.truncate(cut)));
            assertEquals(cut, file.position());
        }
        assertArrayEquals(Arrays.copyOf(all, (int) Files.size(path)), Files.readAllBytes(path));
        return done();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void files(int seed) {
        Residue.check(() -> file(seed));
    }

    /** Whatever is cancelled of a run, no process is left; in the end it succeeds. */
    @Async
    private static Coroutine<Void> run() throws Exception {
        byte[] all = ChildMain.flood(300_000);
        Subprocess.Finished end = await(insist(
                0,
                () -> Subprocess.run(
                        new ProcessBuilder("/bin/sh", "-c", "exec cat"), ByteBuffer.wrap(all), all.length)));
        assertEquals(0, end.exitCode());
        assertArrayEquals(all, end.out());
        return done();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void runs(int seed) {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
        Residue.check(CancelProcessesAndFilesTest::run);
    }
}
