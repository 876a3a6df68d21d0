package dev.weft.compiler;

import dev.weft.compiler.finding.FindingPolicy;
import dev.weft.compiler.finding.Severity;
import dev.weft.compiler.finding.SourceFiles;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.hierarchy.ClassPath;
import dev.weft.compiler.hierarchy.ClassSource;
import dev.weft.compiler.io.ClassContainer;
import dev.weft.compiler.io.WeavingLock;
import dev.weft.compiler.split.PlanPrinter;
import dev.weft.compiler.weave.ClassWeaver;
import dev.weft.compiler.weave.PlanSearch;
import dev.weft.compiler.weave.WeaveRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The weaver as a library: weaves the classes of directories and jars in place, all of them or none.
 *
 * <p>Immutable, so one instance may be used by several threads at once, on different directories and jars.
 *
 * @since 0.1
 */
public final class Weaver {

    private final List<Path> classpath;
    private final List<Path> sourceRoots;
    private final Predicate<String> include;
    private final FindingPolicy policy;
    private final Consumer<String> progress;
    private final Consumer<String> notes;
    private final boolean verify;
    private final boolean failOnWarning;
    private final boolean dryRun;
    private final boolean directCalls;

    private Weaver(Builder builder) {
        var entries = new ArrayList<>(builder.classpath);
        entries.addAll(ClassPath.parse(builder.classpathText, builder.notes));
        classpath = List.copyOf(entries);
        sourceRoots = List.copyOf(builder.sourceRoots);
        include = builder.include;
        policy = builder.policy;
        progress = builder.progress;
        notes = builder.notes;
        verify = builder.verify;
        failOnWarning = builder.failOnWarning;
        dryRun = builder.dryRun;
        directCalls = builder.directCalls;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Weaves the classes that need it and have not been woven yet.
     *
     * @param roots directories and jars; their classes also count as part of the class path
     * <p>Waits while another weaver, of any process, works on one of the roots.
     *
     * @throws IOException if something cannot be read or written; then nothing has changed
     * @throws IllegalStateException if the weaver itself is at fault; then nothing has changed either
     */
    public WeaveReport weave(List<Path> roots) throws IOException {
        var lock = WeavingLock.of(roots, notes);
        try {
            return weaveAlone(roots);
        } finally {
            lock.close();
        }
    }

    private WeaveReport weaveAlone(List<Path> roots) throws IOException {
        var containers = new ArrayList<ClassContainer>();
        try {
            for (var root : roots) {
                containers.add(ClassContainer.open(root));
            }
            WeaveRun run;
            try (var hierarchy = hierarchy(roots)) {
                run = weave(containers, hierarchy);
            }
            return finish(run); // with the jars of the class path closed: Windows replaces no file that is open
        } finally {
            for (var container : containers) {
                container.close();
            }
        }
    }

    /**
     * Weaves classes that are not in a directory or jar.
     *
     * @param types finds the classes that they use, before the class path is asked; it is not closed
     */
    public WeaveReport weave(ClassContainer container, ClassSource types) throws IOException {
        try (var onClasspath = hierarchy(List.of())) {
            return finish(weave(List.of(container), onClasspath.after(types)));
        }
    }

    /**
     * Returns the plans of async methods, and changes nothing.
     *
     * @param method as {@code com.acme.Foo#bar}, or {@code com.acme.Foo} for all async methods of the class
     * @return one for each async method of that name; empty if there is none
     * @throws IOException if something cannot be read, or if the class is woven already, or cannot be woven
     */
    public List<PlanPrinter> plans(List<Path> roots, String method) throws IOException {
        try (var hierarchy = hierarchy(roots)) {
            var weaver = new ClassWeaver(new SourceFiles(sourceRoots), hierarchy, policy, verify);
            return new PlanSearch(method, weaver, directCalls).in(roots);
        }
    }

    private WeaveRun weave(List<ClassContainer> containers, ClassHierarchy hierarchy) throws IOException {
        var weaver = new ClassWeaver(new SourceFiles(sourceRoots), hierarchy, policy, verify);
        var run = new WeaveRun(weaver, include, progress, notes, directCalls);
        try {
            for (var container : containers) {
                run.weave(container);
            }
        } catch (UncheckedIOException e) { // of a class that another one uses
            throw Objects.requireNonNull(e.getCause());
        }
        return run;
    }

    /** Writes the changes, unless a finding forbids it. */
    private WeaveReport finish(WeaveRun run) throws IOException {
        var findings = run.findings();
        boolean rejected = findings.stream().anyMatch(finding -> failOnWarning || finding.level() == Severity.ERROR);
        int written = rejected || dryRun ? 0 : run.write();
        return rejected
                ? new WeaveReport(findings, run.classesScanned(), 0, 0, 0, true)
                : new WeaveReport(
                        findings, run.classesScanned(), run.classesWoven(), run.methodsWoven(), written, false);
    }

    private ClassHierarchy hierarchy(List<Path> roots) throws IOException {
        var sources = new ArrayList<ClassSource>();
        var places = new ArrayList<>(roots);
        places.addAll(classpath);
        for (var place : ClassPath.withManifests(places)) {
            sources.add(ClassSource.of(place));
        }
        return new ClassHierarchy(sources);
    }

    /**
     * Collects the settings of a weaver. Each method names its default.
     *
     * @since 0.1
     */
    public static final class Builder {

        private List<Path> classpath = List.of();
        private String classpathText = "";
        private List<Path> sourceRoots = List.of();
        private Predicate<String> include = path -> true;
        private FindingPolicy policy = FindingPolicy.DEFAULT;
        private Consumer<String> progress = path -> {};
        private Consumer<String> notes = note -> {};
        private boolean verify = true;
        private boolean failOnWarning;
        private boolean dryRun;
        private boolean directCalls;

        private Builder() {}

        /** The class path of the woven classes; empty by default. It may be incomplete. */
        public Builder classpath(List<Path> entries) {
            classpath = entries;
            return this;
        }

        /**
         * More of the class path, as {@code java} reads it: {@code lib/*} stands for all jars of a folder. Empty by
         * default. {@link #notes} is told of entries that do not exist.
         */
        public Builder classpath(String path) {
            classpathText = path;
            return this;
        }

        /** The source roots, so that findings can name files that exist; empty by default. */
        public Builder sourceRoots(List<Path> roots) {
            sourceRoots = roots;
            return this;
        }

        /** Selects class files by their path relative to the root, as {@code com/acme/Foo.class}; all by default. */
        public Builder include(Predicate<String> path) {
            include = path;
            return this;
        }

        /**
         * The warnings that are off or count as errors, and more methods that block. By default each code has its own
         * level.
         */
        public Builder findings(FindingPolicy decided) {
            policy = decided;
            return this;
        }

        /** Receives the path of each class file that is looked at, on the thread that weaves; none by default. */
        public Builder progress(Consumer<String> listener) {
            progress = listener;
            return this;
        }

        /**
         * Receives what users should know that is no finding, a line for each: a file that is no class file and was
         * passed over. None by default.
         */
        public Builder notes(Consumer<String> listener) {
            notes = listener;
            return this;
        }

        /** Whether woven classes are verified before they are written; true by default. */
        public Builder verify(boolean on) {
            verify = on;
            return this;
        }

        /** Whether a warning, too, prevents all changes; false by default. */
        public Builder failOnWarning(boolean on) {
            failOnWarning = on;
            return this;
        }

        /** Whether to weave in memory only; false by default. */
        public Builder dryRun(boolean on) {
            dryRun = on;
            return this;
        }

        /**
         * Whether awaits of calls between the classes of one directory or jar enter the called method directly; false by
         * default. Such calls do not run what somebody puts in the place of the method's code while the program runs.
         */
        public Builder directCalls(boolean on) {
            directCalls = on;
            return this;
        }

        public Weaver build() {
            return new Weaver(this);
        }
    }
}
