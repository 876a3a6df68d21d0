package dev.weft.it.javadoc;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.AsyncStream;
import dev.weft.AsyncStream.Overflow;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.sync.AsyncTopic;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** The examples of {@code AsyncStream} and of what gives streams. */
class StreamsExamplesTest {
    private final List<Object> used = new ArrayList<>();

    // ---- one that emits, one that reads

    @Async
    static AsyncStream<Integer> countdown(int from) {
        for (int i = from; i > 0; i--) {
            await(sleep(Duration.ofSeconds(1)));
            emit(i);
        }
        return end();
    }

    @Async
    static Coroutine<Integer> firstBelow(int limit) {
        for (var number : await(countdown(10))) {
            if (number < limit) {
                return result(number); // closes the stream
            }
        }
        return result(0);
    }

    @WeftTest
    void aCountdown(Sim sim) {
        assertEquals(7, await(firstBelow(8)));
        assertEquals(Duration.ofSeconds(4), sim.elapsed());
    }

    // ---- a resource in a stream

    record Row(int size) {}

    interface Database {
        Coroutine<Connection> connect();
    }

    interface Connection extends AsyncCloseable {
        Coroutine<Page> first();
    }

    interface Page extends Iterable<Row> {
        Coroutine<Page> next();
    }

    @Async
    static AsyncStream<Row> rows(Database database) {
        try (var connection = await(database.connect())) { // closed when the consumer stops, however it stops
            for (var page = await(connection.first()); page != null; page = await(page.next())) {
                for (var row : page) {
                    emit(row);
                }
            }
        }
        return end();
    }

    @Async
    static Coroutine<Row> firstLarge(Database database) {
        for (var row : await(rows(database))) {
            if (row.size() > 1000) {
                return result(row); // the connection is closed before this method returns
            }
        }
        return result(null);
    }

    @Async
    static Coroutine<Page> page(List<Row> rows, Page following) {
        await(sleep(Duration.ofMillis(1)));
        return result(new Page() {
            @Override
            public java.util.Iterator<Row> iterator() {
                return rows.iterator();
            }

            @Override
            @Async
            public Coroutine<Page> next() {
                await(sleep(Duration.ofMillis(1)));
                return result(following);
            }
        });
    }

    @WeftTest
    void aResourceIsClosed() {
        Connection connection = new Connection() {
            @Override
            @Async
            public Coroutine<Page> first() {
                var second = await(page(List.of(new Row(2000), new Row(3)), null));
                return result(await(page(List.of(new Row(1)), second)));
            }

            @Override
            @Async
            public Coroutine<Void> closeAsync() {
                await(sleep(Duration.ofMillis(1)));
                used.add("closed");
                return done();
            }
        };
        assertEquals(new Row(2000), await(firstLarge(() -> Weft.result(connection))));
        assertEquals(List.of("closed"), used);
    }

    // ---- by hand

    private void use(Object item) {
        used.add(item);
    }

    @Async
    private Coroutine<Void> byHand(AsyncStream<?> stream) {
        try (var items = stream.open()) {
            while (await(items.next())) {
                use(items.current());
            }
        }
        return done();
    }

    @Async
    private Coroutine<Void> byLoop(AsyncStream<?> stream) {
        for (var item : await(stream)) {
            use(item);
        }
        return done();
    }

    @WeftTest
    void aCursor() {
        await(byHand(AsyncStream.of(1, 2)));
        await(byLoop(AsyncStream.of(3)));
        assertEquals(List.of(1, 2, 3), used);
    }

    // ---- from elsewhere

    @Async
    private Coroutine<Void> body(Flow.Publisher<List<ByteBuffer>> body) {
        for (var buffers : await(AsyncStream.fromPublisher(body))) {
            use(buffers);
        }
        return done();
    }

    @WeftTest
    void aPublisher() {
        await(body(AsyncStream.of(List.<ByteBuffer>of()).toPublisher(EventLoop.running())));
        assertEquals(List.of(List.of()), used);
    }

    @Async
    private static Coroutine<Void> fetchInto(AsyncStream.Sink<Integer> sink, String url) {
        await(sleep(Duration.ofMillis(url.length())));
        await(sink.send(url.length()));
        return done();
    }

    static AsyncStream<Integer> fetch(List<String> urls) {
        return AsyncStream.produce(64, sink -> fetchAll(sink, urls));
    }

    @Async
    static Coroutine<Void> fetchAll(AsyncStream.Sink<Integer> sink, List<String> urls) {
        try (var group = TaskGroup.open()) {
            for (var url : urls) {
                group.start(fetchInto(sink, url));
            }
            await(group.join());
        }
        return done();
    }

    @WeftTest
    void aProducer() {
        assertEquals(List.of(1, 2, 3), await(fetch(List.of("bbb", "a", "cc")).toList()));
    }

    // ---- a topic

    @Async
    private Coroutine<Void> show(AsyncTopic<String> prices) {
        for (var price : await(prices.subscribe(16, Overflow.DROP_OLDEST))) {
            use(price);
        }
        return done();
    }

    @WeftTest
    void aTopic() {
        var prices = new AsyncTopic<String>();
        var showing = Weft.start(show(prices));
        await(sleep(Duration.ofMillis(1)));
        prices.publish("3.50");
        prices.close();
        await(showing);
        assertEquals(List.of("3.50"), used);
    }
}
