package dev.weft.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests that need no compiled classes. Whole builds in it-tests test the rest. */
class AbstractWeaveMojoTest {

    private final RecordingLog log = new RecordingLog();

    @TempDir
    Path module;

    @Test
    void aModuleWithoutClassesIsPassedOverBeforeItsClassPathIsAskedFor() throws Exception {
        var classes = module.resolve("target/classes");
        run(new FakeMojo(false, classes, null));
        assertEquals(List.of("debug Nothing to weave: there is no " + classes), log.lines);
    }

    @Test
    void aSkippedGoalSaysSo() throws Exception {
        run(new FakeMojo(true, module, null));
        assertEquals(List.of("info Weaving is skipped"), log.lines);
    }

    @Test
    void classesWithoutAsyncCodeAreSilentEvenIfTheClassPathHasHoles() throws Exception {
        run(new FakeMojo(false, module, List.of("no/such.jar", module.toString())));
        assertEquals(List.of("debug Nothing to weave in 0 class files"), log.lines);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatIsNoClassFileIsPassedOverWithAWarning() throws Exception {
        Files.createSymbolicLink(module.resolve("Broken.class"), Path.of("nowhere"));
        run(new FakeMojo(false, module, List.of()));
        assertEquals(
                List.of(
                        "warn Broken.class is a link to nothing; it is passed over",
                        "debug Nothing to weave in 0 class files"),
                log.lines);
    }

    @Test
    void aClassPathIsPartedIntoPresentAndMissing() {
        var missing = module.resolve("missing.jar");
        assertEquals(
                new ClassPath(List.of(module), List.of(missing)),
                ClassPath.of(new ArrayList<>(List.of(missing, module))));
    }

    private void run(AbstractMojo mojo) throws Exception {
        mojo.setLog(log);
        mojo.execute();
    }

    private static final class FakeMojo extends AbstractWeaveMojo {
        private final boolean skipped;
        private final Path classes;
        private final List<String> classpath;

        FakeMojo(boolean skipped, Path classes, List<String> classpath) {
            this.skipped = skipped;
            this.classes = classes;
            this.classpath = classpath;
        }

        @Override
        boolean isSkipped() {
            return skipped;
        }

        @Override
        Path classesDirectory() {
            return classes;
        }

        @Override
        List<String> classpathElements() {
            if (classpath == null) {
                throw new AssertionError("the class path is not needed");
            }
            return classpath;
        }

        @Override
        List<String> sourceRoots() {
            return List.of();
        }
    }
}
