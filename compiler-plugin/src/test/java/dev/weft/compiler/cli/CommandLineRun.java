package dev.weft.compiler.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One command line, run in this JVM. */
record CommandLineRun(int exit, List<String> out, List<String> err) {

    static CommandLineRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
        return new CommandLineRun(
                exit, out.toString().lines().toList(), err.toString().lines().toList());
    }
}
