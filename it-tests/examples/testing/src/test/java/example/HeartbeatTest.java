package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.emit;
import static dev.weft.Weft.end;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.util.concurrent.TimeoutException;

/** A stream, asked item by item. */
class HeartbeatTest {

    /** A number every ten seconds. */
    @Async
    private static AsyncStream<Integer> beats(int last) {
        for (int i = 1; i <= last; i++) {
            await(sleep(ofSeconds(10)));
            emit(i);
        }
        return end();
    }

    @WeftTest
    void everyTenSeconds(Sim sim) {
        var beats = sim.probe(beats(2));
        await(beats.nothingFor(ofSeconds(9)));
        await(beats.next(1));
        await(beats.nothingFor(ofSeconds(10)));
        await(beats.next(2));
        await(beats.end());
    }

    @WeftTest
    void aPeerThatStaysAwayIsGone(Sim sim) {
        var beats = sim.probe(beats(100).timeout(ofSeconds(5)));
        await(beats.nothingFor(ofSeconds(5)));
        await(beats.failure(TimeoutException.class));
    }
}
