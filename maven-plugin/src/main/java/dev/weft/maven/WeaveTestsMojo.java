package dev.weft.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Weaves the async methods of the module's test classes.
 *
 * @since 0.1
 */
@Mojo(
        name = WeaveOrder.WEAVE_TESTS,
        defaultPhase = LifecyclePhase.TEST_COMPILE,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public final class WeaveTestsMojo extends AbstractWeaveMojo {

    /** Whether Maven does not compile test classes; then they are not woven either. */
    @Parameter(property = "maven.test.skip", defaultValue = "false")
    private boolean skipTestClasses;

    @Override
    boolean isSkipped() {
        return skipTestClasses;
    }

    @Override
    Path classesDirectory() {
        return Path.of(project.getBuild().getTestOutputDirectory());
    }

    @Override
    List<String> classpathElements() throws DependencyResolutionRequiredException {
        List<String> elements = project.getTestClasspathElements();
        String main = project.getBuild().getOutputDirectory();
        // A module of tests only has no main classes, and lacks nothing.
        return Files.exists(Path.of(main))
                ? elements
                : elements.stream().filter(element -> !element.equals(main)).toList();
    }

    @Override
    List<String> sourceRoots() {
        return project.getTestCompileSourceRoots();
    }
}
