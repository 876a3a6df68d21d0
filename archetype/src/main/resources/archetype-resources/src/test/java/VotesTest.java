package ${package};

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.net.ByteReader;
import dev.weft.net.Net;
import dev.weft.test.Explore;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Set;

/** The service on a simulated network, in virtual time. */
class VotesTest {
    private static final int PORT = 7000;

    private static void serve(Sim sim) {
        sim.network().host("votes").background(() -> new Votes().serve(new InetSocketAddress(PORT)));
    }

    /** Returns the answer, or null if there is none. */
    @Async
    private static Coroutine<String> say(String text) {
        try (var stream = await(Net.connect("votes", PORT))) {
            await(stream.write(UTF_8.encode(text)));
            return result(await(new ByteReader(stream).line(1000)));
        } catch (IOException unreachable) {
            return result(null);
        }
    }

    @WeftTest
    void votesAreCounted(Sim sim) {
        serve(sim);
        assertEquals("ann 1", await(say("ann\n")));
        assertEquals("bob 1", await(say("bob\n")));
        assertEquals("ann 2", await(say("ann\n")));
    }

    @WeftTest
    void whoSaysNothingIsDisconnected(Sim sim) {
        serve(sim);
        assertNull(await(say("an")));
        assertTrue(sim.elapsed().compareTo(Votes.PATIENCE) > 0, () -> "after " + sim.elapsed());
    }

    /** Under many schedules. In some there is no answer: the voter came before the service, or was too slow for it. */
    @Explore
    void noTwoVotersGetTheSameCount(Sim sim) {
        serve(sim);
        var answers = await(gather(say("ann\n"), say("ann\n")));
        var counts = answers.stream().filter(Objects::nonNull).toList();
        assertEquals(counts.size(), Set.copyOf(counts).size(), counts::toString);
    }
}
