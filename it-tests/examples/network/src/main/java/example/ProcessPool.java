package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import dev.weft.net.ByteReader;
import dev.weft.net.Subprocess;
import dev.weft.sync.AsyncQueue;
import java.io.EOFException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/**
 * Child processes that answer lines with lines. Each has one question at a time. One that was left without its answer, because
 * it has failed or the question was cancelled, is ended, and the next question starts another one.
 */
class ProcessPool implements AsyncCloseable {
    private static final int MOST_IN_LINE = 10_000;

    /** A place for a process. */
    private static class Place {
        Subprocess process;
        ByteReader answers;
    }

    private final ProcessBuilder command;
    private final List<Place> places = new ArrayList<>();
    private final AsyncQueue<Place> free;

    ProcessPool(ProcessBuilder command, int size) {
        this.command = command.redirectError(Redirect.INHERIT);
        free = AsyncQueue.fifo(size);
        for (int i = 0; i < size; i++) {
            var place = new Place();
            places.add(place);
            free.tryPut(place);
        }
    }

    /** Waits for a process that is free, and asks it. */
    @Async
    Coroutine<String> ask(String question) throws IOException {
        var place = await(free.take());
        boolean answered = false;
        try {
            if (place.process == null) {
                place.process = await(Subprocess.start(command));
                place.answers = new ByteReader(place.process.stdout());
            }
            await(place.process.stdin().write(UTF_8.encode(question + "\n")));
            var answer = await(place.answers.line(MOST_IN_LINE));
            if (answer == null) {
                throw new EOFException("no answer; the process has ended with code " + await(place.process.exit()));
            }
            answered = true;
            return result(answer);
        } finally {
            try {
                if (!answered) {
                    await(end(place)); // also if this task is cancelled: its answer must not be the next one's
                }
            } finally {
                free.tryPut(place);
            }
        }
    }

    @Async
    private static Coroutine<Void> end(Place place) {
        var process = place.process;
        place.process = null;
        if (process != null) {
            await(process.closeAsync());
        }
        return done();
    }

    /** Ends all processes. */
    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        for (var place : places) {
            await(end(place));
        }
        return done();
    }
}
