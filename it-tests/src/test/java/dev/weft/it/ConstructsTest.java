package dev.weft.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.it.harness.Form;
import dev.weft.it.harness.Suite;
import dev.weft.it.harness.Weaving;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Every construct against its blocking twin: every await ready, suspended in each way and in mixtures, the k-th failing,
 * cancelled at the k-th. Results, exceptions and the order of side effects must be the same.
 */
@Tag("jdk")
class ConstructsTest {
    /** Cases of sections A to E for which no class of Java 17 can be written, or that are about rejecting something. */
    private static final Set<Integer> NOT_HERE = Set.of(21, 35, 64, 72, 80, 86, 87, 88, 89, 90, 91, 92);

    /** Where variables have no names, what is returned from inside a try is awaited behind it (WEFT011). */
    private static final String NEEDS_NAMES_OF_VARIABLES = "ReturnsInTry";

    private static final Set<String> MISSING_SOME = Set.of("Merges", "Creation", "Arguments", "TryCatch");

    private final Suite suite = new Suite();

    @TestFactory
    Stream<DynamicNode> cold() {
        return suite.tests(Form.cold());
    }

    @TestFactory
    Stream<DynamicNode> hot() {
        return Form.hot().stream().flatMap(suite::tests);
    }

    @TestFactory
    Stream<DynamicNode> entries() {
        return suite.tests(Form.entries());
    }

    /** The cold targets with {@code CompletableFuture} in place of {@code Coroutine}, woven by the library. */
    @TestFactory
    Stream<DynamicNode> madeHot() {
        var woven = Weaving.weave(suite.unwoven().madeHot()).loader("made hot");
        return Form.madeHot(woven).stream().flatMap(suite::tests);
    }

    /** The cold targets as streams that stand at an item before each await, woven by the library. */
    @TestFactory
    Stream<DynamicNode> madeStreams() {
        var woven = Weaving.weave(suite.unwoven().madeStreams());
        long streams = woven.byName().keySet().stream()
                .filter(name -> name.endsWith("Items$Frame"))
                .count();
        assertTrue(streams > 200, () -> "only " + streams + " streams");
        return suite.tests(Form.cold("cold, made streams", woven.loader("made streams")));
    }

    /** Woven so that calls between classes, and of methods that may be overridden, enter the called method directly. */
    @TestFactory
    Stream<DynamicNode> directCalls() {
        var woven = Weaving.weaveDirectly(suite.unwoven()).loader("direct calls");
        return Stream.of(Form.cold("cold, direct calls", woven), Form.entries("entries, direct calls", woven))
                .flatMap(suite::tests);
    }

    /** As from {@code javac -g:none}. */
    @TestFactory
    Stream<DynamicNode> withoutDebugInformation() {
        var woven = Weaving.weave(suite.unwoven().withoutDebugInformation()).loader("without debug information");
        return Stream.of(Form.cold("cold, -g:none", woven), Form.entries("entries, -g:none", woven))
                .flatMap(suite::tests)
                .filter(node -> !node.getDisplayName().equals(NEEDS_NAMES_OF_VARIABLES));
    }

    /** With the newest class-file version that this JVM knows. */
    @TestFactory
    @EnabledForJreRange(min = JRE.JAVA_18)
    Stream<DynamicNode> newestClassFiles() {
        int version = 44 + Runtime.version().feature();
        var woven = Weaving.weave(suite.unwoven().ofVersion(version)).loader("newest class files");
        return suite.tests(Form.cold("cold, class files " + version, woven));
    }

    /** Types that are merged, and the probe, are not there when the class that uses them is woven. */
    @TestFactory
    Stream<DynamicNode> classesMissingAtBuildTime() {
        Predicate<String> kept = name -> !name.contains("/Merges$") && !name.contains("/Creation$P");
        var woven = Weaving.weave(suite.unwoven().only(kept), Weaving.runtime());
        var all = suite.unwoven().and(woven).loader("classes missing");
        return suite.tests(Form.cold("cold, classes missing", all))
                .filter(node -> MISSING_SOME.contains(node.getDisplayName()));
    }

    @Test
    void everyCaseOfTheListHasATarget() {
        var covered = new HashSet<Integer>(NOT_HERE);
        for (var target : suite.targets()) {
            for (int number : target.method().getAnnotation(Case.class).value()) {
                covered.add(number);
            }
        }
        List<Integer> missing = new ArrayList<>();
        for (int number = 1; number <= 93; number++) {
            if (!covered.contains(number)) {
                missing.add(number);
            }
        }
        assertTrue(missing.isEmpty(), () -> "no target for the cases " + missing);
    }
}
