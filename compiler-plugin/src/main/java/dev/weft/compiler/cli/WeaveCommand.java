package dev.weft.compiler.cli;

import dev.weft.compiler.ClassFilePatterns;
import dev.weft.compiler.WeaveReport;
import dev.weft.compiler.Weaver;
import dev.weft.compiler.finding.FindingCode;
import dev.weft.compiler.finding.FindingDocs;
import dev.weft.compiler.finding.JsonFindings;
import dev.weft.compiler.finding.PlainText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Weaves directories and jars in place: findings go to standard error, a summary to standard output. */
@Command(
        name = "weft",
        customSynopsis = "java -jar weft-compiler-plugin-all.jar [OPTION...] DIR|JAR...",
        description = "Weaves the @Async and @Entry methods of directories and jars in place: all of them, or nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:woven, or nothing to weave",
            "1:findings of level error, with --fail-on-warning any; every file is as it was",
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
            description = "where the classes lie that the woven ones use, as java reads it; may be incomplete")
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

    @Option(
            names = "--direct-calls",
            description = "let awaits of calls between the classes of one DIR or JAR enter the called method directly")
    private boolean directCalls;

    @Option(
            names = "--includes",
            paramLabel = "PATTERN",
            description = "weave only these, as 'com/acme/**'; repeatable")
    private List<String> includes = new ArrayList<>();

    @Option(names = "--excludes", paramLabel = "PATTERN", description = "leave these alone; repeatable")
    private List<String> excludes = new ArrayList<>();

    @Mixin
    private FindingOptions findings = new FindingOptions();

    @Option(
            names = "--plan",
            paramLabel = "CLASS[#METHOD]",
            description = "do not weave: print the state machine of async methods")
    private String plan = "";

    @Option(names = "--dot", description = "with --plan: print it as a graph, for Graphviz")
    private boolean dot;

    @Option(names = "--explain", paramLabel = "CODE", description = "explain a finding, as WEFT003, and how to mend it")
    private @Nullable FindingCode explained;

    WeaveCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws IOException {
        if (explained != null) {
            out.println(FindingDocs.of(explained));
            return Main.DONE;
        } else if (dot && plan.isEmpty()) {
            throw new UsageException("--dot is for --plan CLASS[#METHOD]");
        } else if (roots.isEmpty()) {
            throw new UsageException("nothing to weave: name a directory or a jar");
        }
        return plan.isEmpty() ? weave() : printPlans();
    }

    /** Returns the roots in the order of the arguments; one that is named twice counts once. */
    private List<Path> distinctRoots() {
        var distinct = new LinkedHashMap<Path, Path>();
        roots.forEach(root -> distinct.putIfAbsent(realPath(root), root));
        return List.copyOf(distinct.values());
    }

    private static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException none) {
            return path.toAbsolutePath().normalize(); // whoever opens it says what is wrong
        }
    }

    private Weaver.Builder weaver() {
        return Weaver.builder()
                .classpath(classpath)
                .include(ClassFilePatterns.of(includes, excludes))
                .findings(findings.policy())
                .verify(verify)
                .failOnWarning(findings.failOnWarning())
                .notes(this::warn)
                .dryRun(dryRun)
                .directCalls(directCalls);
    }

    private int weave() throws IOException {
        var report = weaveWithProgress();
        report.findings().forEach(finding -> err.println(json ? JsonFindings.toJson(finding) : finding.toString()));
        if (report.classesScanned() == 0) {
            warn("there is no class file to weave in "
                    + roots.stream().map(Path::toString).collect(Collectors.joining(", ")) + selection());
        }
        out.println(summary(report));
        return report.rejected() ? Main.REJECTED : Main.DONE;
    }

    private void warn(String note) {
        err.println(json ? JsonFindings.note(note) : "weft: warning: " + PlainText.of(note));
    }

    private String selection() {
        return includes.isEmpty() && excludes.isEmpty() ? "" : " that --includes and --excludes select";
    }

    private WeaveReport weaveWithProgress() throws IOException {
        if (!Progress.isOnTerminal()) {
            return weaver().build().weave(distinctRoots());
        }
        try (var progress = new Progress(err, System::nanoTime)) {
            return weaver().progress(progress).build().weave(distinctRoots());
        }
    }

    private int printPlans() throws IOException {
        var plans = weaver().build().plans(distinctRoots(), plan);
        if (plans.isEmpty()) {
            throw new UsageException("there is no async method " + plan + " in " + roots);
        }
        plans.forEach(one -> out.print(dot ? one.toDot() : one.toText()));
        out.flush();
        return Main.DONE;
    }

    private String summary(WeaveReport report) {
        if (report.rejected()) {
            int count = report.findings().size();
            return "nothing woven: " + count + (count == 1 ? " finding" : " findings");
        }
        return (dryRun ? "would weave: " : "woven: ") + report.methodsWoven() + " methods in " + report.classesWoven()
                + " of " + report.classesScanned() + " classes";
    }
}
