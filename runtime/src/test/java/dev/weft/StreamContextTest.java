package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Context locals in the code of a stream: those of the consumer, or those that the stream is bound with. */
class StreamContextTest extends StreamFixture {
    private final ContextLocal<String> user = ContextLocal.create("user");

    private String name() {
        return user.orElse("-");
    }

    /** Notes who the user is, whenever its code runs: for each item, before and after a suspension, and in the clean-up. */
    private AsyncStream<String> notes(Coroutine<?> cleanUp) {
        return new ItemSource<>("", events, upTo(2))
                .yielding()
                .cleaningUpBy(Script.of("clean-up")
                        .then(v -> events.add("cleans up as " + name()))
                        .await(cleanUp)
                        .then(v -> events.add("cleaned up as " + name())))
                .map(item -> item + name());
    }

    private Coroutine<Object> consumer(AsyncStream<String> stream) {
        return Script.of("consumer")
                .await(stream.forEachAsync(item -> Script.<Void>of("body")
                        .then(v -> events.add(item + " for " + name()))
                        .give(null)));
    }

    @Test
    void aStreamSeesWhatItsConsumerHasBound() {
        AsyncCursor<String> cursor = notes(Weft.done()).open();
        List<String> seen = new ArrayList<>();
        for (String who : List.of("ann", "bob")) {
            run(user.where(who, cursor.next()));
            seen.add(cursor.current());
        }
        run(user.where("cid", cursor.closeAsync()));
        assertEquals(List.of("1ann", "2bob"), seen);
        assertEquals(List.of("asks 1", "asks 2", "closing", "cleans up as cid", "cleaned up as cid", "closed"), events);
    }

    @Test
    void aStreamThatIsBoundSeesThatAndItsConsumerDoesNot() {
        run(user.where("ann", consumer(user.where("eve", notes(Weft.sleep(SECOND))))));
        assertEquals(
                List.of(
                        "asks 1",
                        "1eve for ann",
                        "asks 2",
                        "2eve for ann",
                        "asks 3",
                        "closing",
                        "cleans up as eve",
                        "cleaned up as eve",
                        "closed"),
                events);
    }

    @Test
    void alsoWithoutALoop() {
        AsyncStream<Integer> source = new ItemSource<>("", events, upTo(1))
                .cleaningUpBy(Script.of("clean-up").then(v -> events.add("cleans up as " + name())));
        String all = hot(user.where(
                "ann",
                user.where("eve", source.map(item -> item + name()))
                        .map(item -> item + name())
                        .reduce("", String::concat)));
        assertEquals("1eveann", all);
        assertEquals(List.of("asks 1", "asks 2", "closing", "cleans up as eve", "closed"), events);
        assertEquals("-", name());
    }

    @Test
    void alsoWhenItIsClosedEarly() {
        AsyncCursor<String> cursor =
                user.where("eve", notes(Weft.sleep(SECOND))).open();
        run(cursor.next());
        run(Script.of("close").await(cursor.closeAsync()).then(v -> events.add("closed for " + name())));
        assertEquals(
                List.of("asks 1", "closing", "cleans up as eve", "cleaned up as eve", "closed", "closed for -"),
                events);
    }

    @Test
    void aFailureAndACancellationEndTheBindingToo() {
        AsyncStream<Integer> broken = numbers(1).yielding().failing(0, failure);
        Script<Object> failing = Script.of("main")
                .await(user.where("eve", broken).toList())
                .caught(e -> {
                    assertSame(failure, e);
                    return name();
                });
        assertEquals("-", run(failing));
        Script<Object> cancelled = Script.of("main")
                .await(user.where("eve", notes(Weft.sleep(SECOND))).forEachAsync(item -> Weft.sleep(LONG)))
                .caught(e -> {
                    events.add("ended for " + name());
                    throw e;
                });
        Task<Object> task = loop.start(cancelled);
        loop.schedule(SECOND, () -> task.cancel());
        assertThrows(CancellationException.class, () -> run(task));
        assertEquals(
                List.of("closing", "cleans up as eve", "cleaned up as eve", "closed", "ended for -"),
                events.subList(events.size() - 5, events.size()));
    }

    @Test
    void withinAnotherStreamToo() {
        AsyncCursor<String> cursor = AsyncStream.of(1)
                .flatMap(i -> user.where("eve", notes(Weft.sleep(SECOND))))
                .open();
        run(cursor.next());
        run(cursor.closeAsync());
        assertEquals(List.of("asks 1", "closing", "cleans up as eve", "cleaned up as eve", "closed"), events);
    }

    @Test
    void theInnermostBindingCounts() {
        AsyncStream<String> stream = AsyncStream.of(1).map(i -> name());
        assertEquals(
                List.of("in"), hot(user.where("out", user.where("in", stream)).toList()));
    }

    @Test
    void itUsesTheStreamUp() {
        AsyncStream<Integer> stream = numbers(1);
        AsyncStream<Integer> bound = user.where("ann", stream);
        assertThrows(IllegalStateException.class, stream::open);
        assertEquals("Shop.rows, not opened", bound.toString());
    }
}
