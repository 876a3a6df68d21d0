package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.net.Net;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class EchoTest {
    @Async
    private static Coroutine<Void> threeAtOnce() throws IOException {
        try (var group = TaskGroup.open();
                var listener = await(Net.listen(Loopback.anyPort()))) {
            var serving = group.start(listener.serve(Echo::handle));
            var said = List.of("", "hello", "long ".repeat(100_000));
            var heard = await(gather(said, 3, text -> Echo.say(listener.address(), text)));
            assertEquals(said, heard);
            await(listener.stop(Duration.ofSeconds(1)));
            await(serving);
        }
        return done();
    }

    @Test
    void everythingComesBack() {
        run(EchoTest::threeAtOnce);
    }
}
