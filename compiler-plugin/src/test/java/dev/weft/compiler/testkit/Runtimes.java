package dev.weft.compiler.testkit;

import dev.weft.Weft;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the runtime lies that the tests run with, and another JDK. */
public final class Runtimes {

    private Runtimes() {}

    /** The classes of weft-runtime. */
    public static Path weft() {
        return placeOf(Weft.class);
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the sources in the tests are compiled against. */
    static String classPath() {
        return weft() + File.pathSeparator + placeOf(Given.class);
    }

    /** The home of a JDK 25, if the property {@code jdk25.home} or the environment names one. */
    public static Optional<Path> jdk25() {
        return Stream.of(
                        System.getProperty("jdk25.home"),
                        System.getenv("JDK25_HOME"),
                        System.getenv("JAVA_HOME_25_X64"),
                        System.getenv("JAVA_HOME_25_ARM64"))
                .filter(home -> home != null && !home.isEmpty())
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
    }
}
