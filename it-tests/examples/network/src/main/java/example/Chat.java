package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.yieldNow;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.net.ByteReader;
import dev.weft.net.ByteStream;
import dev.weft.sync.AsyncQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Everybody's lines go to everybody. The first line of a guest is the guest's name. Who reads so slowly that too many lines
 * wait is put out, so nobody else waits for that guest.
 */
class Chat {
    private static final int MOST_IN_LINE = 1000;
    private static final int MOST_WAITING = 100;

    private record Guest(ByteStream stream, AsyncQueue<String> waiting) {}

    private final List<Guest> guests = new ArrayList<>();

    /** Looks after one guest, for {@link dev.weft.net.Listener#serve}. */
    @Async
    Coroutine<Void> welcome(ByteStream stream) throws IOException {
        var lines = new ByteReader(stream);
        var name = await(lines.line(MOST_IN_LINE));
        if (name == null) {
            return done(); // has gone without a word
        }
        var guest = new Guest(stream, AsyncQueue.fifo(MOST_WAITING));
        guests.add(guest);
        try (var group = TaskGroup.open()) {
            group.start(send(guest));
            tell(name + " has come");
            for (var line = await(lines.line(MOST_IN_LINE)); line != null; line = await(lines.line(MOST_IN_LINE))) {
                tell(name + ": " + line);
                await(yieldNow()); // the others send it before the next line comes
            }
        } catch (IOException gone) {
            stream.abort(); // the guest has hung up, or was put out, or a line was too long
        } finally {
            guests.remove(guest);
            tell(name + " has gone");
        }
        return done();
    }

    @Async
    private static Coroutine<Void> send(Guest guest) throws IOException {
        while (true) {
            var line = await(guest.waiting().take());
            await(guest.stream().write(UTF_8.encode(line + "\n")));
        }
    }

    /** Does not wait. */
    private void tell(String line) {
        for (var guest : guests) {
            if (!guest.waiting().tryPut(line)) {
                guest.stream().abort();
            }
        }
    }

    int guests() {
        return guests.size();
    }
}
