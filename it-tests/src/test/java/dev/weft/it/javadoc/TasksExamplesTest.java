package dev.weft.it.javadoc;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.withTimeout;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Awaiter;
import dev.weft.ContextLocal;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the package {@code dev.weft} and of its types, but for streams. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class TasksExamplesTest {

    // ---- write a method that awaits, and run it

    @Async
    static Coroutine<Integer> price(String item) throws IOException {
        await(sleep(Duration.ofMillis(20))); // the thread does something else meanwhile
        if (item.isEmpty()) {
            throw new IOException("nothing to buy");
        }
        return result(item.length());
    }

    static class Shop {
        @Entry
        public static void main(String[] args) throws IOException {
            System.out.println(await(price("tea")));
        }
    }

    @Test
    void aProgramRuns() throws IOException {
        int price = Weft.run(() -> price("tea"));
        assertEquals(3, price);
        Shop.main(new String[0]);
    }

    @Test
    void aLoopIsRunAgainAndAgain() {
        try (var loop = EventLoop.create()) {
            Task<Integer> tea = loop.start(priceOrNothing("tea"));
            int milk = loop.runUntilComplete(priceOrNothing("milk"));
            int both = loop.runUntilComplete(tea) + milk;
            assertEquals(7, both);
        }
    }

    static class Sleepy {
        @Entry
        public static void main(String[] args) {
            await(sleep(Duration.ofSeconds(1)));
        }
    }

    // ---- do things at the same time

    @Async
    static Coroutine<Integer> sum(List<String> items) throws IOException {
        var prices = await(gather(items, 10, item -> price(item))); // at most ten at once
        return result(prices.stream().mapToInt(price -> price).sum());
    }

    @Async
    static Coroutine<Integer> teaAndMilk() throws IOException {
        Task<Integer> tea = start(price("tea")); // runs from now on, beside this method
        int milk = await(price("milk"));
        return result(await(tea) + milk);
    }

    @Async
    static Coroutine<Integer> inAGroup() throws IOException {
        try (var group = TaskGroup.open()) {
            var a = group.start(price("tea"));
            var b = group.start(price("milk"));
            await(group.join());
            return result(a.resultNow() + b.resultNow());
        } // whatever has happened, no child runs any more
    }

    @WeftTest
    void thingsAtTheSameTime(Sim sim) throws IOException {
        assertEquals(7, await(sum(List.of("tea", "milk"))));
        assertEquals(7, await(teaAndMilk()));
        assertEquals(7, await(inAGroup()));
        assertEquals(Duration.ofMillis(60), sim.elapsed());
    }

    // ---- cancel

    interface Journal {
        void note(String line);

        Coroutine<Void> flush();
    }

    @Async
    static Coroutine<Void> tick(Journal journal) {
        try {
            while (true) {
                await(sleep(Duration.ofSeconds(1)));
                journal.note("tick");
            }
        } finally {
            await(journal.flush()); // after a cancellation, too
        }
    }

    @WeftTest
    void aTaskIsCancelled() {
        var lines = new ArrayList<String>();
        var journal = new Journal() {
            @Override
            public void note(String line) {
                lines.add(line);
            }

            @Async
            @Override
            public Coroutine<Void> flush() {
                await(sleep(Duration.ofMillis(1)));
                lines.add("flushed");
                return done();
            }
        };
        Task<Void> ticking = start(tick(journal));
        await(sleep(Duration.ofMillis(2500)));
        ticking.cancel("enough"); // asks; it ends when its clean-up has
        try {
            await(ticking);
        } catch (CancellationException ended) {
            journal.note("ended: " + ended.getMessage());
        }
        assertEquals(List.of("tick", "tick", "flushed", "ended: enough"), lines);
    }

    // ---- limit the time

    @Async
    static Coroutine<Integer> priceInTime(String item, Duration limit) throws IOException {
        try {
            return result(await(withTimeout(limit, price(item))));
        } catch (TimeoutException late) {
            return result(-1); // price() was cancelled, and has ended
        }
    }

    @WeftTest
    void aLimit() throws IOException {
        assertEquals(3, await(priceInTime("tea", Duration.ofSeconds(1))));
        assertEquals(-1, await(priceInTime("tea", Duration.ofMillis(1))));
    }

    // ---- failures

    @Async
    static Coroutine<Integer> priceOrNothing(String item) {
        try {
            return result(await(price(item)));
        } catch (IOException e) {
            return result(0);
        }
    }

    @WeftTest
    void aFailureIsCaught() {
        assertEquals(0, await(priceOrNothing("")));
    }

    // ---- contexts

    static final ContextLocal<String> USER = ContextLocal.create("user");

    @Async
    static Coroutine<String> greet() {
        await(sleep(Duration.ofMillis(1)));
        return result("hello " + USER.get());
    }

    @WeftTest
    void aContext() {
        var greetings = await(gather(USER.where("ann", greet()), USER.where("bob", greet())));
        assertEquals(List.of("hello ann", "hello bob"), greetings);
    }

    // ---- threads

    @Async
    static Coroutine<String> load(Path file) {
        return result(await(blocking(() -> Files.readString(file)))); // on another thread
    }

    @Test
    void blockingWork(@TempDir Path dir) throws IOException {
        var file = Files.writeString(dir.resolve("a"), "text");
        assertEquals("text", Weft.run(load(file)));
    }

    interface Client {
        void ask(String question, Consumer<String> answered, Consumer<Throwable> failed);
    }

    @Async
    static Coroutine<String> ask(Client client, String question) {
        return result(await(Awaiter.of(done -> client.ask(question, done::succeed, done::fail))));
    }

    @Test
    void callbacksOfOtherThreads() {
        Client client = (question, answered, failed) -> {
            var unused = CompletableFuture.runAsync(() -> answered.accept("yes"));
        };
        assertEquals("yes", Weft.run(ask(client, "?")));
    }
}
