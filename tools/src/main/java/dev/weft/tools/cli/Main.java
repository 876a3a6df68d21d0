package dev.weft.tools.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program in the {@code -all} jar: looks at running programs that use Weft.
 *
 * <p>Exits with 0 if something was printed, 1 if there is nothing to see, 2 if it was called wrongly.
 *
 * @since 0.1
 */
@Command(
        name = "weft-tools",
        customSynopsis = "java -jar weft-tools-all.jar ps|pstree [--json] [--tasks N] [PID]",
        description = "Looks at running programs that use Weft.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {

    static final int DONE = 0;
    static final int NOTHING_TO_SEE = 1;
    static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, printer(System.out), printer(System.err)));
    }

    /** Runs one command line and returns the exit code; nothing here ends the JVM. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        var command = new CommandLine(new Main());
        command.addSubcommand(new PsCommand(out, err));
        command.addSubcommand(new PstreeCommand(out, err));
        command.setOut(out);
        command.setErr(err);
        command.setParameterExceptionHandler(Main::wrongUse);
        command.setExecutionExceptionHandler(Main::failure);
        return command.execute(arguments);
    }

    /** Without the name of a command there is nothing to do. */
    @Override
    public void run() {
        throw new UsageException("name a command: ps or pstree");
    }

    /**
     * Uses the encoding of the terminal, if there is one, for both streams. JDK 17 has another name for the property.
     */
    private static PrintWriter printer(PrintStream stream) {
        var old = System.getProperty(
                "sun.stdout.encoding", Charset.defaultCharset().name());
        var charset = Charset.forName(System.getProperty("stdout.encoding", old));
        return new PrintWriter(new OutputStreamWriter(stream, charset), true);
    }

    private static int wrongUse(ParameterException e, String[] arguments) {
        return wrongUse(e, e.getCommandLine());
    }

    private static int wrongUse(Exception e, CommandLine command) {
        var err = command.getErr();
        err.println(e.getMessage());
        err.println("usage: "
                + String.join(" ", command.getCommandSpec().usageMessage().customSynopsis()));
        err.println("--help explains the options");
        return USAGE;
    }

    private static int failure(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof UsageException) {
            return wrongUse(e, command);
        }
        command.getErr().println("weft: " + e.getMessage());
        e.printStackTrace(command.getErr()); // a defect of ours, and what its report needs
        return USAGE;
    }
}
