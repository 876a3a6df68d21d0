package dev.weft.maven;

import dev.weft.compiler.ClassFilePatterns;
import dev.weft.compiler.WeaveReport;
import dev.weft.compiler.Weaver;
import dev.weft.compiler.finding.FindingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecution.Source;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The part that both goals share: collects the files of an output directory, calls the weaver and reports. */
abstract class AbstractWeaveMojo extends AbstractMojo {

    /** The module whose classes are woven. */
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    protected MavenProject project;

    /** The execution that runs; null in tests of this class. */
    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    private @Nullable MojoExecution execution;

    /** Leaves all classes as the compiler wrote them. */
    @Parameter(property = "weft.skip", defaultValue = "false")
    private boolean skip;

    /** Whether warnings fail the build too. */
    @Parameter(property = "weft.failOnWarning", defaultValue = "false")
    private boolean failOnWarning;

    /**
     * The treatment of warnings, by their codes: {@code <WEFT007>off</WEFT007>}, {@code <WEFT008>error</WEFT008>}. The
     * codes stand in docs/reference/findings.md; {@code @Allow} switches a warning off in one place.
     */
    @Parameter
    private @Nullable Map<String, String> findings;

    /** The same for the command line, on top of {@code findings}: {@code -Dweft.findings=WEFT007=off,WEFT008=error}. */
    @Parameter(property = "weft.findings", readonly = true)
    private @Nullable String findingsProperty;

    /**
     * Methods that block the thread, besides those that the weaver knows (WEFT007): {@code com.acme.Client#call}, or
     * {@code com.acme.Client#*} for all methods. Overloads, subclasses and implementing classes count too.
     */
    @Parameter(property = "weft.blocking")
    private @Nullable List<String> blocking;

    /**
     * Annotations by which a framework finds the methods that it calls, besides those that the weaver knows (WEFT020):
     * {@code com.acme.OnMessage}. Annotations that carry one of them count too.
     */
    @Parameter(property = "weft.handlers")
    private @Nullable List<String> handlers;

    /** Verifies each woven class before it is written. */
    @Parameter(property = "weft.verify", defaultValue = "true")
    private boolean verify = true;

    /**
     * Whether awaits of calls between classes of the module enter the called method directly, and make no coroutine. Such
     * a call does not run what an inline mock or an agent puts in the place of the method's code. The setting must be the
     * same for all classes of the module, so change it with {@code mvn clean}.
     */
    @Parameter(property = "weft.directCalls", defaultValue = "false")
    private boolean directCalls;

    /**
     * Patterns of the class files to weave, relative to the output directory: {@code com/acme/**}. Without any, all are
     * woven. {@code *} stands for any characters but a slash, <code>**</code> for any number of folders, {@code ?} for
     * one character.
     */
    @Parameter
    private @Nullable List<String> includes;

    /** Patterns of the class files that are left alone, even where a pattern of {@code includes} matches. */
    @Parameter
    private @Nullable List<String> excludes;

    /**
     * Goals that compile, besides those that Weft knows: {@code com.acme:acme-maven-plugin:compile}. The build fails if
     * one of them stands behind this goal in the same phase. A goal whose name has "test" in it compiles test classes.
     */
    @Parameter(property = "weft.compilers")
    private @Nullable List<String> compilers;

    /** JaCoCo's own switch: without it, its place does not matter. */
    @Parameter(property = "jacoco.skip", readonly = true)
    private boolean jacocoIsSkipped;

    /** Whether this goal has its own reason to do nothing. */
    abstract boolean isSkipped();

    abstract Path classesDirectory();

    abstract List<String> classpathElements() throws DependencyResolutionRequiredException;

    abstract List<String> sourceRoots();

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        var classes = classesDirectory();
        if (skip || isSkipped()) {
            getLog().info("Weaving is skipped");
            return;
        }
        checkOrder();
        if (!Files.isDirectory(classes)) {
            getLog().debug("Nothing to weave: there is no " + classes);
        } else {
            weave(classes, ClassPath.of(resolvedClasspath()));
        }
    }

    /** A goal that is called from the command line, and not bound to a phase, runs where the user wants it. */
    private void checkOrder() throws MojoExecutionException {
        if (execution == null || execution.getSource() == Source.CLI || execution.getLifecyclePhase() == null) {
            return;
        }
        var goals = BoundGoal.of(project.getBuildPlugins()).stream()
                .filter(goal -> !jacocoIsSkipped || KnownGoal.JACOCO.match(goal).isEmpty())
                .toList();
        var order = new WeaveOrder(execution.getPlugin().getKey(), goals, compilers());
        var problem = order.problem(execution.getExecutionId(), execution.getGoal(), execution.getLifecyclePhase());
        if (problem.isPresent()) {
            throw new MojoExecutionException(problem.get());
        }
    }

    private List<KnownGoal> compilers() throws MojoExecutionException {
        if (compilers == null) {
            return KnownGoal.COMPILERS;
        }
        try {
            return Stream.concat(
                            KnownGoal.COMPILERS.stream(), compilers.stream().map(KnownGoal::parse))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException("Compilers are not configured well: " + e.getMessage(), e);
        }
    }

    private void weave(Path classes, ClassPath classpath) throws MojoExecutionException, MojoFailureException {
        var weaver = Weaver.builder()
                .classpath(classpath.present())
                .sourceRoots(sourceRoots().stream().map(Path::of).toList())
                .include(ClassFilePatterns.of(includes, excludes))
                .findings(policy())
                .verify(verify)
                .failOnWarning(failOnWarning)
                .directCalls(directCalls)
                .notes(note -> getLog().warn(note))
                .build();
        WeaveReport report;
        try {
            report = weaver.weave(List.of(classes));
        } catch (IOException e) {
            classpath.missing().forEach(this::warnOfMissing);
            throw new MojoExecutionException("The classes in " + classes + " could not be woven: " + e, e);
        }
        if (report.classesWoven() > 0 || !report.findings().isEmpty()) {
            classpath.missing().forEach(this::warnOfMissing);
        }
        new Reporter(getLog()).report(report);
    }

    private FindingPolicy policy() throws MojoExecutionException {
        try {
            var policy = FindingPolicy.DEFAULT;
            if (findings != null) {
                for (var one : findings.entrySet()) {
                    policy = policy.with(one.getKey(), Objects.requireNonNullElse(one.getValue(), ""));
                }
            }
            if (blocking != null) {
                policy = policy.withBlocking(blocking);
            }
            if (handlers != null) {
                policy = policy.withHandlers(handlers);
            }
            return findingsProperty == null ? policy : policy.and(findingsProperty);
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException("Findings are not configured well: " + e.getMessage(), e);
        }
    }

    private void warnOfMissing(Path entry) {
        getLog().warn("The class path entry " + entry + " does not exist; types that it should hold are unknown to"
                + " the weaver");
    }

    private List<Path> resolvedClasspath() throws MojoExecutionException {
        try {
            return classpathElements().stream().map(Path::of).toList();
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoExecutionException("The class path of " + project.getId() + " is not resolved", e);
        }
    }
}
