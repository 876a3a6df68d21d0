package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.blocking;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weft.Async;
import dev.weft.ContextCarrier;
import dev.weft.ContextLocal;
import dev.weft.Coroutine;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;

/** The diagnostic context of Logback follows coroutines; context locals follow Micrometer's snapshots. */
class ContextTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(ContextTest.class);
    private static final ContextLocal<String> TENANT = ContextLocal.create("tenant");

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void install() {
        var registry = ContextRegistry.getInstance();
        registry.registerThreadLocalAccessor(new MdcAccessor());
        var context = new Context(registry);
        context.share("tenant", TENANT);
        context.install();
        logged.start();
        LOG.addAppender(logged);
    }

    @AfterEach
    void uninstall() {
        LOG.detachAppender(logged);
        ContextCarrier.install(null);
        ContextRegistry.getInstance().removeThreadLocalAccessor("mdc");
        ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
        MDC.clear();
    }

    /** The logged messages, each with its request. */
    private List<String> lines() {
        return logged.list.stream()
                .map(event -> event.getMDCPropertyMap().get("request") + ": " + event.getMessage())
                .toList();
    }

    @Async
    Coroutine<Void> request(String id) {
        MDC.put("request", id);
        LOG.info("begins");
        await(yieldNow());
        LOG.info("goes on");
        await(step());
        LOG.info("ends");
        return done();
    }

    @Async
    Coroutine<Void> step() {
        await(sleep(Duration.ofMillis(1)));
        LOG.info("a step");
        return done();
    }

    @Test
    void theContextIsThereAfterASuspensionAndInWhatIsAwaited() {
        run(request("7"));
        assertEquals(List.of("7: begins", "7: goes on", "7: a step", "7: ends"), lines());
        assertNull(MDC.get("request"), "the thread has its own again");
    }

    @Test
    void siblingsDoNotSeeEachOthers() {
        run(gather(request("1"), request("2")));
        assertEquals(List.of("1: begins", "2: begins", "1: goes on", "2: goes on"), lines().subList(0, 4));
        assertFalse(lines().stream().anyMatch(line -> line.startsWith("null")), lines()::toString);
    }

    @Test
    void aStartedTaskBeginsWithItsStartersAndKeepsItsOwn() {
        run(starts());
        assertEquals(List.of("7: a step", "8: main"), lines());
    }

    @Async
    Coroutine<Void> starts() {
        MDC.put("request", "7");
        var child = start(step());
        MDC.put("request", "8");
        await(child);
        LOG.info("main");
        return done();
    }

    @Test
    void blockingWorkHasIt() {
        MDC.put("request", "9");
        assertEquals("9", run(blocked()));
    }

    @Async
    Coroutine<String> blocked() {
        return result(await(blocking(() -> MDC.get("request"))));
    }

    @Async
    CompletableFuture<Void> hot(CompletableFuture<Void> source) {
        LOG.info("before");
        await(source);
        LOG.info("after");
        return CompletableFuture.completedFuture(null);
    }

    @Test
    void aHotMethodHasItOnTheThreadThatWakesIt() throws Exception {
        var source = new CompletableFuture<Void>();
        MDC.put("request", "10");
        var call = hot(source);
        MDC.put("request", "11");
        var other = new Thread(() -> source.complete(null));
        other.start();
        call.get();
        assertEquals(List.of("10: before", "10: after"), lines());
    }

    @Test
    void aSnapshotTakesAContextLocalToAnotherThread() {
        assertEquals("acme", run(TENANT.where("acme", elsewhere())));
    }

    @Async
    Coroutine<String> elsewhere() {
        var snapshot = ContextSnapshotFactory.builder().build().captureAll();
        var executor = Executors.newSingleThreadExecutor();
        try {
            var seen = await(CompletableFuture.supplyAsync(TENANT::get, snapshot.wrapExecutor(executor)));
            var left = await(CompletableFuture.supplyAsync(() -> TENANT.orElse("nothing"), executor));
            assertEquals("nothing", left, "it was taken back");
            return result(seen);
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void reactorSeesIt() {
        assertEquals("acme, request 12", run(TENANT.where("acme", reactor())));
    }

    @Async
    Coroutine<String> reactor() {
        MDC.put("request", "12");
        Mono<String> mono = Mono.deferContextual(context -> Mono.just(context.get("tenant") + ", request "
                        + context.<java.util.Map<String, String>>get("mdc").get("request")))
                .delaySubscription(Duration.ofMillis(1))
                .contextCapture();
        return result(await(mono.toFuture()));
    }
}
