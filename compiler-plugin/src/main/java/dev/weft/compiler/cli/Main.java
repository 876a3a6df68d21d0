package dev.weft.compiler.cli;

import dev.weft.compiler.finding.PlainText;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The program in the {@code -all} jar: weaves, or explains, see {@link WeaveCommand}.
 *
 * <p>Exits with 0 if all went well, 1 if a finding of level error kept everything as it was, 2 if it was called wrongly
 * or could not read or write.
 *
 * @since 0.1
 */
public final class Main {

    static final int DONE = 0;
    static final int REJECTED = 1;
    static final int USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, printer(System.out), printer(System.err)));
    }

    /** Runs one command line and returns the exit code; nothing here ends the JVM. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        var weave = new CommandLine(new WeaveCommand(out, err));
        weave.setCaseInsensitiveEnumValuesAllowed(true);
        weave.setOut(out);
        weave.setErr(err);
        weave.setParameterExceptionHandler(Main::wrongUse);
        weave.setExecutionExceptionHandler(Main::failure);
        try {
            return weave.execute(arguments);
        } catch (OutOfMemoryError e) {
            err.println(
                    "weft: the memory of this Java is too small for these classes: give it more, as -Xmx2g; every file"
                            + " is as it was");
            return USAGE;
        }
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
        command.getErr()
                .println("weft: "
                        + message(e).lines().map(PlainText::of).collect(Collectors.joining(System.lineSeparator())));
        if (!(e instanceof IOException || e instanceof UncheckedIOException || e instanceof InvalidPathException)) {
            e.printStackTrace(command.getErr()); // a defect of ours, and what its report needs
        }
        return USAGE;
    }

    /** The exception for a file without permission has only the path as its message. */
    private static String message(Exception e) {
        Throwable cause = e instanceof UncheckedIOException ? Objects.requireNonNullElse(e.getCause(), e) : e;
        if (cause instanceof InvalidPathException) {
            return cause.getMessage() + "; a locale of UTF-8, as LC_ALL=C.UTF-8, knows all characters";
        }
        return cause instanceof AccessDeniedException
                ? cause.getMessage() + ": no permission to read or write it"
                : String.valueOf(cause.getMessage());
    }
}
