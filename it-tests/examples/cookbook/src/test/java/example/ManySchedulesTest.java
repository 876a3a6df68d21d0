package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.test.Explore;
import dev.weft.test.Sim;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Recipes that several tasks use at the same time, in two hundred orders each; somebody gives up in between. */
class ManySchedulesTest {
    private final FakeSite site = new FakeSite(ofMillis(2));

    /** Awaits this, and gives up after some time, or never. */
    @Async
    private static Coroutine<Void> hasty(Sim sim, Coroutine<?> call) {
        var task = start(call);
        var patience = sim.choose("patience", List.of(9, 0, 1, 2, 3, 4));
        await(sleep(ofMillis(patience)));
        task.cancel();
        await(waitAll(task));
        assertTrue(task.isCancelled() || task.status() == Task.Status.SUCCEEDED, task::toString);
        return done();
    }

    @Explore(schedules = 200)
    void cache(Sim sim) {
        var cache = new Cache<String, String>(site::get);
        await(gather(hasty(sim, cache.get("a")), hasty(sim, cache.get("a"))));
        assertEquals("<a>", await(cache.get("a")));
        assertEquals(List.of("a"), site.asked);
    }

    @Explore(schedules = 200)
    void singleton(Sim sim) throws Exception {
        var singleton = new Singleton<>(() -> site.get("a"));
        var others = gather(hasty(sim, singleton.get()), hasty(sim, singleton.get()));
        assertEquals("<a>", await(singleton.get()));
        await(others);
        assertEquals(site.asked.size(), site.cancelled.size() + 1);
    }

    @Explore(schedules = 200)
    void hedge(Sim sim) {
        await(hasty(sim, Hedge.ask(ofMillis(1), () -> site.get("a"))));
        assertTrue(site.asked.size() <= 2);
    }

    @Explore(schedules = 200)
    void rateLimit(Sim sim) {
        var limit = new RateLimit(ofMillis(1), 1);
        var times = new ArrayList<Duration>();
        await(gather(
                hasty(sim, take(limit, sim, times)), hasty(sim, take(limit, sim, times)), take(limit, sim, times)));
        await(take(limit, sim, times));
        for (int i = 0; i < times.size(); i++) {
            assertTrue(times.get(i).compareTo(ofMillis(i)) >= 0, times::toString);
        }
    }

    @Async
    private static Coroutine<Void> take(RateLimit limit, Sim sim, List<Duration> times) {
        await(limit.acquire());
        times.add(sim.elapsed());
        return done();
    }

    @Explore(schedules = 200)
    void pipeline(Sim sim) throws Exception {
        await(hasty(sim, new Pipeline(site).letters(List.of("1", "2", "3"))));
        assertTrue(site.most <= 1);
    }

    @Explore(schedules = 200)
    void workers(Sim sim) {
        var workers = new Workers(e -> {});
        var work = hasty(sim, workers.work(2));
        var submitting = start(submit(workers));
        await(work);
        await(submitting);
        assertTrue(site.most <= 2);
    }

    @Async
    private Coroutine<Void> submit(Workers workers) {
        for (var page : List.of("1", "2", "3")) {
            await(workers.submit(() -> site.get(page)));
        }
        workers.end();
        return done();
    }

    @Explore(schedules = 200)
    void atMost(Sim sim) throws Exception {
        var atMost = new AtMost(site);
        var calls = new ArrayList<Coroutine<Void>>();
        for (int i = 0; i < 6; i++) {
            calls.add(hasty(sim, atMost.get("a")));
        }
        await(gather(calls));
        assertTrue(site.most <= 4);
    }

    @Explore(schedules = 200)
    void download(Sim sim) throws Exception {
        await(hasty(sim, new Download(site).fetch(List.of("1", "2"), percent -> {})));
    }

    @Explore(schedules = 200)
    void lazy(Sim sim) {
        var lazy = new Lazy<>(() -> site.get("a"));
        await(gather(hasty(sim, lazy.get()), hasty(sim, lazy.get())));
        assertEquals("<a>", await(lazy.get()));
        assertEquals(List.of("a"), site.asked);
    }

    @Explore(schedules = 200)
    void failsafe(Sim sim) {
        await(hasty(sim, new FailsafeCall(new Forecast(site)).tomorrow()));
    }

    @Explore(schedules = 200)
    void guarded(Sim sim) throws Exception {
        var breaker = CircuitBreaker.ofDefaults("site");
        await(hasty(sim, Guarded.call(breaker, () -> site.get("a"))));
    }
}
