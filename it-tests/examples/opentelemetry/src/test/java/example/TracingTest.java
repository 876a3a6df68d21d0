package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.ContextCarrier;
import dev.weft.Coroutine;
import dev.weft.Entry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The current span follows coroutines. */
class TracingTest {
    private static final String NONE = SpanContext.getInvalid().getSpanId();

    @BeforeEach
    void install() {
        Tracing.install();
    }

    @AfterEach
    void uninstall() {
        ContextCarrier.install(null);
    }

    @Async
    Coroutine<List<String>> request(String id) {
        try (var scope = span(id).makeCurrent()) {
            var before = current();
            await(sleep(Duration.ofMillis(10)));
            return result(List.of(before, current(), await(step()), await(blocking(TracingTest::current))));
        }
    }

    @Async
    Coroutine<String> step() {
        await(sleep(Duration.ofMillis(10)));
        return result(current());
    }

    @Test
    @Entry
    void eachRequestHasItsSpan() {
        var a = "000000000000000a";
        var b = "000000000000000b";
        assertEquals(List.of(List.of(a, a, a, a), List.of(b, b, b, b)), await(gather(request(a), request(b))));
        assertEquals(NONE, current());
    }

    @Async
    CompletableFuture<String> hot(CompletableFuture<Void> signal) {
        await(signal);
        return completedFuture(current());
    }

    @Test
    void aHotMethodHasTheSpanOfItsCaller() throws Exception {
        var signal = new CompletableFuture<Void>();
        CompletableFuture<String> seen;
        try (var scope = span("000000000000000c").makeCurrent()) {
            seen = hot(signal);
        }
        var other = new Thread(() -> signal.complete(null));
        other.start();
        other.join();
        assertEquals("000000000000000c", seen.get());
    }

    private static String current() {
        return Span.current().getSpanContext().getSpanId();
    }

    private static Span span(String id) {
        return Span.wrap(SpanContext.create(
                "00000000000000000000000000000001", id, TraceFlags.getSampled(), TraceState.getDefault()));
    }
}
