package dev.weft.it.frontends;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.it.harness.Comparison;
import dev.weft.it.harness.Weaving;
import dev.weft.it.harness.WovenForms;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pattern switches, record patterns, unnamed variables and flexible constructors, from both compilers, cold and hot. */
@Tag("jdk")
@Timeout(120)
class NewerSourcesTest {
    @ParameterizedTest
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Java 21 needs a JDK of that version")
    @CsvSource({"JAVAC, 21, -g", "JAVAC, 25, -g:none", "ECJ, 21, -g", "ECJ, 25, -g:none"})
    void java21(FrontEnd frontEnd, int release, String debug) throws Exception {
        check(NewerSources.OF_21, frontEnd, release, debug);
    }

    @ParameterizedTest
    @EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "Java 25 needs a JDK of that version")
    @CsvSource({"JAVAC, 25, -g", "ECJ, 25, -g"})
    void java25(FrontEnd frontEnd, int release, String debug) throws Exception {
        check(NewerSources.OF_25, frontEnd, release, debug);
    }

    private static void check(SourceText source, FrontEnd frontEnd, int release, String debug) throws Exception {
        var unwoven = frontEnd.compile(
                List.of(source), Weaving.classPath(), "--release", String.valueOf(release), "-parameters", debug);
        long runs = Comparison.runs(source.className(), unwoven, WovenForms.of(unwoven));
        assertTrue(runs > 200, () -> "only " + runs + " runs");
    }
}
