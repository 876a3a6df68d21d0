package dev.weft.compiler;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The weaver on the command line: weaves directories and jars in place.
 *
 * <p>Findings go to standard error, a summary to standard output. Exits with 0 if everything was woven, 1 if a finding of
 * level error kept everything as it was, 2 if it was called wrongly or could not read or write.
 */
public final class Main {

    static final int WOVEN = 0;
    static final int REJECTED = 1;
    static final int USAGE = 2;

    private static final String USAGE_TEXT =
            "usage: java -jar weft-compiler-plugin-all.jar [--classpath CP] [--verify] [--json] DIR|JAR...";

    private final PrintStream out;
    private final PrintStream err;
    private final List<Path> roots = new ArrayList<>();
    private List<Path> classpath = List.of();
    private boolean json;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        return new Main(out, err).run(List.of(arguments));
    }

    private int run(List<String> arguments) {
        try {
            parse(arguments);
            return weave();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(USAGE_TEXT);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            err.println("weft: " + e.getMessage());
        }
        return USAGE;
    }

    private void parse(List<String> arguments) {
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            switch (argument) {
                case "--classpath" -> {
                    if (!rest.hasNext()) {
                        throw new IllegalArgumentException("--classpath needs a value");
                    }
                    classpath = Stream.of(rest.next().split(Pattern.quote(File.pathSeparator)))
                            .filter(entry -> !entry.isEmpty())
                            .map(Path::of)
                            .toList();
                }
                case "--verify" -> {
                    // what is written is always verified; the option is there for scripts that say so
                }
                case "--json" -> json = true;
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("unknown option " + argument);
                    }
                    roots.add(Path.of(argument));
                }
            }
        }
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("nothing to weave");
        }
    }

    private int weave() throws IOException {
        var report = Weaver.builder().classpath(classpath).build().weave(roots);
        for (var finding : report.findings()) {
            err.println(json ? JsonFindings.toJson(finding) : finding.toString());
        }
        out.println(
                report.rejected()
                        ? "nothing woven: " + report.findings().size() + " findings"
                        : "woven: " + report.methodsWoven() + " methods in " + report.classesWoven() + " of "
                                + report.classesScanned() + " classes");
        return report.rejected() ? REJECTED : WOVEN;
    }
}
