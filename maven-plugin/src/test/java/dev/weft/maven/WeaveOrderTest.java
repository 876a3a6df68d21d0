package dev.weft.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which executions of other plugins may stand where, seen from one of the two goals. */
class WeaveOrderTest {
    private static final String WEFT = "dev.weft:weft-maven-plugin";
    private static final String JAVAC = "org.apache.maven.plugins:maven-compiler-plugin";
    private static final String KOTLIN = "org.jetbrains.kotlin:kotlin-maven-plugin";
    private static final String JACOCO = "org.jacoco:jacoco-maven-plugin";

    private static final BoundGoal WEAVE = bound(WEFT, "weave", "");
    private static final BoundGoal WEAVE_TESTS = bound(WEFT, "weave-tests", "");
    /** What the lifecycle binds comes first wherever the plugin stands. */
    private static final BoundGoal DEFAULT_COMPILE = new BoundGoal(JAVAC, "default-compile", "compile", "compile", -1);

    @Test
    void whatTheLifecycleBindsRunsFirst() {
        assertEquals(Optional.empty(), problem(WEAVE, "compile", WEAVE, DEFAULT_COMPILE));
    }

    @Test
    void compilersBeforeItAreWoven() {
        assertEquals(
                Optional.empty(),
                problem(WEAVE, "compile", bound(KOTLIN, "compile", ""), bound(JAVAC, "compile", "compile"), WEAVE));
    }

    @Test
    void everyKnownCompilerBehindItIsAProblemAndIsNamed() {
        for (var known : KnownGoal.COMPILERS) {
            var weaving = known.isOfTests() ? WEAVE_TESTS : WEAVE;
            for (var phase : List.of("", known.phase())) {
                var compiler = bound(known.plugin(), known.goal(), phase);
                var problem = problem(weaving, known.phase(), weaving, compiler).orElse("nothing, for " + compiler);
                for (var part : List.of(
                        "'" + compiler.execution() + "'",
                        compiler.artifact(),
                        "behind '" + weaving.goal() + "' in the phase " + known.phase(),
                        "Declare " + compiler.artifact() + " before weft-maven-plugin")) {
                    assertTrue(problem.contains(part), part + " is missing: " + problem);
                }
                assertEquals(Optional.empty(), problem(weaving, known.phase(), compiler, weaving));
            }
        }
    }

    @Test
    void aCompilerOfTestsDoesNotConcernMainClasses() {
        assertEquals(Optional.empty(), problem(WEAVE, "compile", WEAVE, bound(KOTLIN, "test-compile", "")));
        assertEquals(Optional.empty(), problem(WEAVE_TESTS, "test-compile", WEAVE_TESTS, bound(KOTLIN, "compile", "")));
    }

    @Test
    void ofTwoExecutionsOnlyTheLastNeedsToStandBehindTheCompiler() {
        var again = new BoundGoal(WEFT, "again", "weave", "", 0);
        var later = new BoundGoal(WEFT, "again", "weave", "process-classes", 0);
        var tooLate = new BoundGoal(WEFT, "again", "weave", "prepare-package", 0);
        var second = bound(JAVAC, "compile", "compile");
        assertEquals(Optional.empty(), problem(WEAVE, "compile", WEAVE, second, again));
        assertEquals(Optional.empty(), problem(WEAVE, "compile", later, WEAVE, second));
        assertTrue(problem(WEAVE, "compile", WEAVE, again, second).isPresent(), "both stand before it");
        assertTrue(problem(WEAVE, "compile", WEAVE, second, tooLate).isPresent(), "tests run unwoven classes");
    }

    @Test
    void weavingLaterThanTheCompilersIsAlwaysRight() {
        var later = WEAVE.in("process-classes");
        assertEquals(Optional.empty(), problem(later, "process-classes", later, bound(KOTLIN, "compile", "")));
    }

    @Test
    void jacocoMustSeeClassesFirst() {
        var instrument = bound(JACOCO, "instrument", "");
        for (var order : List.of(List.of(WEAVE, instrument), List.of(instrument, WEAVE))) {
            var problem =
                    problem(WEAVE, "compile", order.toArray(BoundGoal[]::new)).orElse("nothing");
            assertTrue(problem.contains("<phase>process-classes</phase>"), problem);
            assertTrue(problem.contains("jacoco-maven-plugin before weft-maven-plugin"), problem);
        }
        var later = WEAVE.in("process-classes");
        assertEquals(Optional.empty(), problem(later, "process-classes", instrument, later));
        assertTrue(problem(later, "process-classes", later, instrument).isPresent(), "in one phase, the POM's order");
        assertEquals(Optional.empty(), problem(WEAVE, "compile", WEAVE, bound(JACOCO, "prepare-agent", "initialize")));
    }

    @Test
    void aPhaseBeforeThereAreClassesIsSaid() {
        var tests = WEAVE_TESTS.in("process-classes");
        var problem = problem(tests, "process-classes", WEAVE, tests).orElse("nothing");
        assertTrue(problem.contains("'weave-tests' runs in the phase process-classes, before"), problem);
        assertTrue(problem(WEAVE, "generate-sources", WEAVE).isPresent());
        assertEquals(Optional.empty(), problem(WEAVE, "a-phase-of-some-extension", WEAVE));
    }

    @Test
    void usersNameCompilersOfTheirOwn() {
        var acme = KnownGoal.parse("com.acme:acme-maven-plugin:translate");
        assertEquals(new KnownGoal("com.acme:acme-maven-plugin", "translate", "compile"), acme);
        assertTrue(KnownGoal.parse("com.acme:acme-maven-plugin:translateTests").isOfTests());
        var goals = List.of(WEAVE, bound("com.acme:acme-maven-plugin", "translate", ""));
        assertTrue(new WeaveOrder(WEFT, goals, List.of(acme))
                .problem(WEAVE.execution(), "weave", "compile")
                .isPresent());
        for (var wrong : List.of("acme-maven-plugin", "com.acme:acme-maven-plugin", "a:b:c:d", "a:b: c")) {
            assertThrows(IllegalArgumentException.class, () -> KnownGoal.parse(wrong), wrong);
        }
    }

    private static Optional<String> problem(BoundGoal self, String phase, BoundGoal... others) {
        var goals =
                Stream.concat(Stream.of(DEFAULT_COMPILE), Arrays.stream(others)).toList();
        return new WeaveOrder(WEFT, goals, KnownGoal.COMPILERS).problem(self.execution(), self.goal(), phase);
    }

    private static BoundGoal bound(String plugin, String goal, String phase) {
        return new BoundGoal(plugin, "the-" + goal, goal, phase, 0);
    }
}
