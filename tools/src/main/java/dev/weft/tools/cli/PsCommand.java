package dev.weft.tools.cli;

import dev.weft.tools.observe.LoopState;
import dev.weft.tools.observe.TaskTable;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** Prints the tasks of a running JVM; without PID, the JVMs that run event loops. */
@Command(
        name = "ps",
        customSynopsis = "java -jar weft-tools-all.jar ps [--json] [--tasks N] [PID]",
        description = "Prints the tasks of a running JVM; without PID, the JVMs that run event loops.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:printed",
            "1:there is no such JVM, it cannot be looked at, or it runs no event loop",
            "2:called wrongly"
        })
final class PsCommand extends ObserveCommand {

    PsCommand(PrintWriter out, PrintWriter err) {
        super(out, err);
    }

    @Override
    List<String> lines(List<LoopState> loops) {
        return TaskTable.lines(loops);
    }
}
