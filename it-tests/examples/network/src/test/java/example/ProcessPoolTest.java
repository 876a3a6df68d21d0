package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.run;
import static dev.weft.Weft.start;
import static dev.weft.Weft.waitAll;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the children are shells")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ProcessPoolTest {
    /** Answers with its number and the question. Ends at "end", and never answers "never". */
    private static final ProcessBuilder SHELL = new ProcessBuilder(
            "sh",
            "-c",
            "while read -r word; do"
                    + " if [ \"$word\" = end ]; then exit 3; fi;"
                    + " if [ \"$word\" != never ]; then echo \"$$ $word\"; fi;"
                    + " done");

    @Async
    private static Coroutine<Void> manyQuestions() throws IOException {
        try (var pool = new ProcessPool(SHELL, 4)) {
            var questions = IntStream.range(0, 200).mapToObj(i -> "q" + i).toList();
            var processes = new HashSet<String>();
            int i = 0;
            for (var answer : await(gather(questions, 50, pool::ask))) {
                var words = answer.split(" ");
                processes.add(words[0]);
                assertEquals(questions.get(i++), words[1]);
            }
            assertTrue(processes.size() <= 4, processes + " have answered");
        }
        return done();
    }

    @Test
    void fewProcessesAnswerManyQuestions() {
        run(ProcessPoolTest::manyQuestions);
    }

    @Async
    private static Coroutine<Void> oneEnds() throws IOException {
        try (var pool = new ProcessPool(SHELL, 1)) {
            var before = await(pool.ask("x"));
            try {
                await(pool.ask("end"));
                throw new AssertionError("an ended process has answered");
            } catch (EOFException e) {
                assertEquals("no answer; the process has ended with code 3", e.getMessage());
            }
            var after = await(pool.ask("x"));
            assertEquals(2, new HashSet<>(List.of(before, after)).size());
        }
        return done();
    }

    @Test
    void aProcessThatEndsIsReplaced() {
        run(ProcessPoolTest::oneEnds);
    }

    @Async
    private static Coroutine<Void> oneIsCancelled() throws IOException {
        try (var pool = new ProcessPool(SHELL, 1)) {
            var before = await(pool.ask("x"));
            var never = start(pool.ask("never"));
            await(yieldNow());
            never.cancel();
            await(waitAll(List.of(never)));
            var after = await(pool.ask("x"));
            assertEquals(2, new HashSet<>(List.of(before, after)).size());
        }
        return done();
    }

    @Test
    void anAnswerThatNobodyWaitsForIsNotTheNextOnes() {
        run(ProcessPoolTest::oneIsCancelled);
    }
}
