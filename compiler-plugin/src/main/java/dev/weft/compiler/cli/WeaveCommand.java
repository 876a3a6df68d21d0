package dev.weft.compiler.cli;

import dev.weft.compiler.JsonFindings;
import dev.weft.compiler.WeaveReport;
import dev.weft.compiler.Weaver;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Weaves directories and jars in place: findings go to standard error, a summary to standard output. */
@Command(
        name = "weft",
        customSynopsis = "java -jar weft-compiler-plugin-all.jar [OPTION...] DIR|JAR...",
        description = "Weaves the @Async methods of directories and jars in place: all of them, or nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:woven, or nothing to weave",
            "1:findings of level error; every file is as it was",
            "2:called wrongly, or a file could not be read or written; every file is as it was"
        },
        footer = "%nAn argument @FILE is replaced by the arguments in that file.")
final class WeaveCommand implements Callable<Integer> {

    private final PrintWriter out;
    private final PrintWriter err;

    @Parameters(arity = "0..*", paramLabel = "DIR|JAR", description = "what to weave; part of the class path, too")
    private List<Path> roots = new ArrayList<>();

    @Option(
            names = {"--classpath", "-cp"},
            paramLabel = "CP",
            description = "where the classes lie that the woven ones use; may be incomplete")
    private String classpath = "";

    @Option(
            names = "--verify",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "verify what was woven before it is written: the default")
    private boolean verify = true;

    @Option(names = "--json", description = "print findings as JSON, one object a line")
    private boolean json;

    @Option(names = "--dry-run", description = "weave in memory only, and write nothing")
    private boolean dryRun;

    @Option(names = "--fail-on-warning", description = "let warnings, too, keep everything as it was")
    private boolean failOnWarning;

    WeaveCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        if (roots.isEmpty()) {
            throw new UsageException("nothing to weave: name a directory or a jar");
        }
        var report = Weaver.builder()
                .classpath(entries(classpath))
                .verify(verify)
                .failOnWarning(failOnWarning)
                .dryRun(dryRun)
                .build()
                .weave(roots);
        report.findings().forEach(finding -> err.println(json ? JsonFindings.toJson(finding) : finding.toString()));
        out.println(summary(report));
        return report.rejected() ? Main.REJECTED : Main.DONE;
    }

    private static List<Path> entries(String classpath) {
        return Stream.of(classpath.split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    private String summary(WeaveReport report) {
        if (report.rejected()) {
            return "nothing woven: " + report.findings().size() + " findings";
        }
        return (dryRun ? "would weave: " : "woven: ") + report.methodsWoven() + " methods in " + report.classesWoven()
                + " of " + report.classesScanned() + " classes";
    }
}
