package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Weft;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What the tests hand to other processes. */
final class Artifacts {
    private Artifacts() {}

    /** The weaver's jar with the classifier {@code all}, as this build made it. */
    static Path allJar() {
        return made("weft.all.jar");
    }

    /** The jar of the tools with the classifier {@code all}. */
    static Path toolsJar() {
        return made("weft.tools.jar");
    }

    private static Path made(String property) {
        var jar = Path.of(System.getProperty(property));
        assertTrue(Files.isRegularFile(jar), () -> jar + " is made in the phase package: run mvn verify");
        return jar;
    }

    static Path runtime() throws Exception {
        return Path.of(
                Weft.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    static Path jacocoAgent() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("org.jacoco.agent") && entry.endsWith("-runtime.jar"))
                .map(Path::of)
                .findFirst()
                .orElseThrow();
    }
}
