package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.start;
import static dev.weft.Weft.withTimeout;
import static example.First.check;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Entry;
import dev.weft.TaskGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Several that wait at the same time, on one thread. */
public class Many {

    /** One after the other: 600 ms. */
    @Async
    static Coroutine<List<String>> inTurn() {
        var home = await(check("/home", 200));
        var news = await(check("/news", 400));
        return result(List.of(home, news));
    }

    /** At the same time: 400 ms. The answers come in the order asked for. */
    @Async
    static Coroutine<List<String>> together() {
        return gather(check("/home", 200), check("/news", 400));
    }

    /** Starts a task, does something else, then takes its result. */
    @Async
    static Coroutine<String> meanwhile() {
        var news = start(check("/news", 400), "news");
        var home = await(check("/home", 200));
        return result(home + ", " + await(news));
    }

    @Async
    static Coroutine<String> broken(String page) throws IOException {
        await(sleep(Duration.ofMillis(100)));
        throw new IOException(page + " is broken");
    }

    /** If one fails, the others are cancelled: no task outlives its group. */
    @Async
    static Coroutine<String> allOrNothing() {
        try (var group = TaskGroup.open()) {
            var home = group.start(patient("/home"));
            var news = group.start(broken("/news"));
            await(group.join());
            return result(home.resultNow() + ", " + news.resultNow());
        } catch (IOException e) {
            return result("failed: " + e.getMessage());
        }
    }

    /** A cancellation is an error thrown by the await, so {@code finally} runs. */
    @Async
    static Coroutine<String> patient(String page) {
        try {
            return result(await(check(page, 10_000)));
        } catch (CancelledError e) {
            System.out.println(page + ": cancelled");
            throw e;
        } finally {
            System.out.println(page + ": cleaned up");
        }
    }

    @Async
    static Coroutine<String> inTime(Duration limit) {
        try {
            return result(await(withTimeout(limit, patient("/slow"))));
        } catch (TimeoutException e) {
            return result("no answer within " + limit.toMillis() + " ms");
        }
    }

    @Async
    static Coroutine<Void> stopped() {
        var task = start(patient("/slow"), "slow");
        await(sleep(Duration.ofMillis(100)));
        task.cancel("nobody wants it any more");
        return done();
    }

    @Entry
    public static void main(String[] args) {
        System.out.println(await(inTurn()));
        System.out.println(await(together()));
        System.out.println(await(meanwhile()));
        System.out.println(await(allOrNothing()));
        System.out.println(await(inTime(Duration.ofMillis(500))));
        await(stopped());
    }
}
