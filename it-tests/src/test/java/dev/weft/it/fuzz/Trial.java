package dev.weft.it.fuzz;

import dev.weft.it.harness.ClassFiles;
import dev.weft.it.harness.Comparison;
import dev.weft.it.harness.Weaving;
import dev.weft.it.harness.WovenForms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Compiles, weaves and compares generated programs. */
final class Trial implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final InMemoryCompiler compiler = new InMemoryCompiler(Weaving.classPath(), 17);
    private int rejected;
    private long runs;

    /** What is wrong with the first program that fails. */
    record Failed(GeneratedProgram program, Throwable failure) {}

    /** The first of these programs that fails, or null. Programs that the compiler rejects are counted and passed over. */
    Failed first(List<GeneratedProgram> programs) {
        try {
            var unwoven = compiler.compile(programs);
            var woven = WovenForms.of(unwoven);
            for (var program : programs) {
                var failed = compare(program, unwoven, woven);
                if (failed != null) {
                    return failed;
                }
            }
            return null;
        } catch (InMemoryCompiler.Rejected e) {
            return programs.size() == 1 ? rejected(programs.get(0), e) : oneByOne(programs);
        } catch (RuntimeException | AssertionError e) {
            return programs.size() == 1 ? new Failed(programs.get(0), e) : oneByOne(programs);
        }
    }

    private Failed rejected(GeneratedProgram program, InMemoryCompiler.Rejected e) {
        rejected++;
        lastRejection = e.getMessage() + "\n" + program.source();
        return null;
    }

    private String lastRejection = "";

    private Failed oneByOne(List<GeneratedProgram> programs) {
        return programs.stream()
                .map(program -> first(List.of(program)))
                .filter(failed -> failed != null)
                .findFirst()
                .orElse(null);
    }

    private Failed compare(GeneratedProgram program, ClassFiles unwoven, WovenForms woven) {
        var task = new FutureTask<>(() -> Comparison.runs(program.name(), unwoven, woven));
        var thread = new Thread(task, "trial of " + program.name());
        thread.setDaemon(true);
        thread.start();
        try {
            runs += task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return new Failed(program, e.getCause());
        } catch (TimeoutException e) {
            var hung = new AssertionError("no end in " + LIMIT);
            hung.setStackTrace(thread.getStackTrace());
            return new Failed(program, hung);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many programs the compiler rejected: a few are its own defects, many are the generator's. */
    int rejected() {
        return rejected;
    }

    String lastRejection() {
        return lastRejection;
    }

    /** How many runs were compared. */
    long runs() {
        return runs;
    }

    @Override
    public void close() throws java.io.IOException {
        compiler.close();
    }
}
