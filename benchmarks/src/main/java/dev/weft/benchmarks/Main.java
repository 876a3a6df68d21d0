package dev.weft.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * JMH's main program, without the benchmarks that this JDK cannot run. Arguments: the file for the results, {@code -} for none;
 * then options of JMH other than {@code -rf} and {@code -rff}.
 */
public final class Main {
    private static final int VIRTUAL_THREADS = 21;

    private Main() {}

    public static void main(String[] arguments) throws IOException, CommandLineOptionException, RunnerException {
        var all = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        if (Runtime.version().feature() < VIRTUAL_THREADS) {
            System.out.println("Without virtual threads: Java " + Runtime.version() + " has none");
            all.addAll(List.of("-e", "\\.virtualThread"));
        }
        var options = new CommandLineOptions(all.toArray(String[]::new));
        if (options.shouldHelp()
                || options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats()) {
            org.openjdk.jmh.Main.main(all.toArray(String[]::new));
            return;
        }
        var results =
                Optional.of(arguments[0]).filter(name -> !"-".equals(name)).map(Path::of);
        System.exit(new OneByOne(options, results).run() ? 0 : 1);
    }
}
