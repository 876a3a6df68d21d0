package dev.weft.it.frontends;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.it.harness.Comparison;
import dev.weft.it.harness.Weaving;
import dev.weft.it.harness.WovenForms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;

/** One source file compiled for one release after the other: class files of version 52 and up, cold and hot. */
@Tag("jdk")
@Timeout(60)
class EveryReleaseTest {
    private static final String NAME = "dev.weft.it.targets.Cleanup";

    private static final List<Integer> LONG_TERM = List.of(8, 11, 17, 21, 25);

    /** The newest javac for all, all others for releases with long-term support. */
    static Stream<Arguments> settings() {
        int jdk = Runtime.version().feature();
        return IntStream.rangeClosed(8, jdk)
                .boxed()
                .flatMap(release -> Stream.of(FrontEnd.values())
                        .filter(frontEnd -> LONG_TERM.contains(release) || frontEnd == FrontEnd.JAVAC && jdk > 17)
                        .map(frontEnd -> Arguments.of(frontEnd, release)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void wovenVerifiedCompared(FrontEnd frontEnd, int release) throws Exception {
        var file = Path.of(System.getProperty("weft.it.sources"), NAME.replace('.', '/') + ".java");
        var source = new SourceText(NAME, Files.readString(file));
        var unwoven =
                frontEnd.compile(List.of(source), Weaving.classPath(), "-g", "--release", String.valueOf(release));
        var classFile = unwoven.byName().get(NAME.replace('.', '/'));
        assertEquals(44 + release, new ClassReader(classFile).readUnsignedShort(6), "version of the class file");
        long runs = Comparison.runs(NAME, unwoven, WovenForms.of(unwoven));
        assertTrue(runs > 100, () -> "only " + runs + " runs");
    }
}
