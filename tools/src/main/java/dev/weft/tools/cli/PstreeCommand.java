package dev.weft.tools.cli;

import dev.weft.tools.observe.AwaitTree;
import dev.weft.tools.observe.LoopState;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;

/** Prints which tasks of a running JVM await which, and where; without PID, the JVMs that run event loops. */
@Command(
        name = "pstree",
        customSynopsis = "java -jar weft-tools-all.jar pstree [--json] [--tasks N] [PID]",
        description =
                "Prints which tasks of a running JVM await which, and where; without PID, the JVMs that run event loops.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:printed",
            "1:there is no such JVM, it cannot be looked at, or it runs no event loop",
            "2:called wrongly"
        })
final class PstreeCommand extends ObserveCommand {

    PstreeCommand(PrintWriter out, PrintWriter err) {
        super(out, err);
    }

    @Override
    List<String> lines(List<LoopState> loops) {
        return AwaitTree.lines(loops);
    }
}
