package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.net.ByteReader;
import dev.weft.net.ByteStream;
import dev.weft.net.Net;
import dev.weft.net.Pipes;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ChatTest {
    private static final int MANY = 1000;

    private final Chat chat = new Chat();

    /** A guest as a test sees it. */
    private record Visitor(ByteStream stream, ByteReader lines) implements AsyncCloseable {
        Visitor(ByteStream stream) {
            this(stream, new ByteReader(stream));
        }

        @Async
        Coroutine<Void> say(String line) throws IOException {
            await(stream.write(UTF_8.encode(line + "\n")));
            return done();
        }

        @Async
        Coroutine<String> hear() throws IOException {
            return result(await(lines.line(1000)));
        }

        @Override
        @Async
        public Coroutine<Void> closeAsync() {
            await(lines.closeAsync());
            return done();
        }
    }

    @Async
    private Coroutine<Void> twoBySockets() throws IOException {
        try (var group = TaskGroup.open();
                var listener = await(Net.listen(Loopback.anyPort()))) {
            group.start(listener.serve(chat::welcome));
            try (var ann = new Visitor(await(Net.connect(listener.address())))) {
                await(ann.say("Ann"));
                assertEquals("Ann has come", await(ann.hear()));
                try (var bob = new Visitor(await(Net.connect(listener.address())))) {
                    await(bob.say("Bob"));
                    assertEquals("Bob has come", await(bob.hear()));
                    assertEquals("Bob has come", await(ann.hear()));
                    await(bob.say("Hello, all"));
                    assertEquals("Bob: Hello, all", await(bob.hear()));
                    assertEquals("Bob: Hello, all", await(ann.hear()));
                }
                assertEquals("Bob has gone", await(ann.hear()));
            }
            await(listener.stop(Duration.ofSeconds(1)));
        }
        return done();
    }

    @Test
    void everybodyHearsEverybody() {
        run(this::twoBySockets);
        assertEquals(0, chat.guests());
    }

    private Visitor inMemory(TaskGroup group) throws IOException {
        var pair = Pipes.pair(64);
        group.start(chat.welcome(pair.one()));
        return new Visitor(pair.other());
    }

    @Async
    private static Coroutine<Void> chatter(Visitor visitor) throws IOException {
        for (int i = 0; i < MANY; i++) {
            await(visitor.say("line " + i));
        }
        return done();
    }

    @Async
    private Coroutine<Void> oneIsSlow() throws IOException {
        try (var group = TaskGroup.open();
                var slow = inMemory(group);
                var quick = inMemory(group)) {
            await(slow.say("Slow"));
            assertEquals("Slow has come", await(slow.hear())); // and hears nothing any more
            await(quick.say("Quick"));
            assertEquals("Quick has come", await(quick.hear()));
            group.start(chatter(quick));
            int gone = 0;
            for (int i = 0; i < MANY; ) {
                var heard = await(quick.hear());
                if (heard.equals("Slow has gone")) {
                    gone++;
                } else {
                    assertEquals("Quick: line " + i++, heard);
                }
            }
            assertEquals(1, gone);
            assertEquals(1, chat.guests());
            await(requirePutOut(slow));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> requirePutOut(Visitor visitor) {
        try {
            for (int i = 0; i < MANY; i++) {
                await(visitor.hear());
            }
        } catch (IOException expected) {
            return done();
        }
        throw new AssertionError("the slow guest was not put out");
    }

    @Test
    void whoReadsTooSlowlyIsPutOut() {
        run(this::oneIsSlow);
        assertEquals(0, chat.guests());
    }
}
