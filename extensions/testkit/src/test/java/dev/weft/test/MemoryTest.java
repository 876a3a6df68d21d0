package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.test.Simulation.Options;
import dev.weft.test.Simulation.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long run needs no more memory than what is kept of its last steps. */
class MemoryTest {
    private static final int STEPS = 1_000_000;

    @Test
    void aMillionStepsInASmallHeap(@TempDir Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MillionSteps.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(5, TimeUnit.MINUTES), () -> "still runs; has printed " + text(output));
            assertEquals(0, process.exitValue(), () -> text(output));
            assertEquals("done" + System.lineSeparator(), text(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The program that is run. */
    static final class MillionSteps {
        private MillionSteps() {}

        public static void main(String[] arguments) {
            Simulation.run(sim -> works(sim, false));
            Report passes = Simulation.explore(
                    Options.defaults().withSchedules(1).withLimit(Duration.ofMinutes(5)), sim -> works(sim, false));
            require(passes.failure().isEmpty() && passes.schedules() == 1, passes);
            // Once more in detail, for the report.
            Report fails = Simulation.explore(
                    Options.defaults().withSchedules(1).withLimit(Duration.ofMinutes(5)), sim -> works(sim, true));
            require(fails.failure().orElseThrow().thrown().getMessage().equals("after all steps"), fails);
            System.out.println("done");
        }

        private static void require(boolean holds, Report report) {
            if (!holds) {
                throw new AssertionError(report.toString());
            }
        }

        @Async
        private static Coroutine<Void> works(Sim sim, boolean fails) {
            await(gather(steps(), steps()));
            if (sim.elapsed().toMillis() < STEPS / 2 / 1_000) {
                throw new AssertionError("elapsed: " + sim.elapsed());
            }
            if (fails) {
                throw new IllegalStateException("after all steps");
            }
            return done();
        }

        @Async
        private static Coroutine<Void> steps() {
            for (int i = 0; i < STEPS / 2; i++) {
                if (i % 1_000 == 0) {
                    await(sleep(Duration.ofMillis(1)));
                } else {
                    await(yieldNow());
                }
            }
            return done();
        }
    }
}
