package dev.weft.tools.cli;

import dev.weft.tools.observe.JsonLoops;
import dev.weft.tools.observe.JvmList;
import dev.weft.tools.observe.LoopState;
import dev.weft.tools.observe.NotObservable;
import dev.weft.tools.observe.PlainText;
import dev.weft.tools.observe.RunningJvm;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that looks at a running JVM. */
abstract class ObserveCommand implements Callable<Integer> {

    private final PrintWriter out;
    private final PrintWriter err;

    @Parameters(
            arity = "0..1",
            paramLabel = "PID",
            description = "the process; without it, only those of the same user are looked at")
    private @Nullable Long pid;

    @Option(names = "--json", description = "print JSON, one event loop a line")
    private boolean json;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            defaultValue = "1000",
            description = "show at most N tasks of each loop, the oldest (default: ${DEFAULT-VALUE})")
    private int maxTasks = 1000;

    ObserveCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        if (maxTasks < 1) {
            throw new UsageException("--tasks is a number from 1 on");
        }
        try {
            var given = pid;
            var lines = given == null ? JvmList.lines() : observed(given);
            lines.forEach(out::println);
            return Main.DONE;
        } catch (NotObservable e) {
            err.println("weft: " + PlainText.of(String.valueOf(e.getMessage())));
            return Main.NOTHING_TO_SEE;
        }
    }

    private List<String> observed(long process) throws NotObservable {
        try (var jvm = RunningJvm.attach(process)) {
            var loops = jvm.loops(maxTasks);
            return json ? JsonLoops.lines(process, loops) : lines(loops);
        }
    }

    abstract List<String> lines(List<LoopState> loops);
}
