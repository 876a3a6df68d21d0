package dev.weft.compiler.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FrameClassNamesTest {

    @Test
    void areThoseOfTheMethods() {
        assertEquals(List.of("p/C$read$Frame", "p/C$write$Frame"), names(Set.of(), "read", "write"));
    }

    @Test
    void overloadsAreNumbered() {
        assertEquals(List.of("p/C$m$Frame", "p/C$m$1$Frame", "p/C$m$2$Frame"), names(Set.of(), "m", "m", "m"));
    }

    @Test
    void neverDifferInCaseAlone() {
        assertEquals(List.of("p/C$read$Frame", "p/C$READ$1$Frame"), names(Set.of(), "read", "READ"));
        assertDistinct(names(Set.of(), "a", "A", "a$1", "A$1", "a$1$1", "a"));
    }

    @Test
    void aMethodNamedAsANumberedFrameGetsAnother() {
        assertDistinct(names(Set.of(), "m", "m", "m$1"));
        assertDistinct(names(Set.of(), "m$1", "m", "m"));
    }

    @Test
    void giveWayToClassesOfTheUser() {
        assertEquals(List.of("p/C$m$2$Frame"), names(Set.of("p/C$m$Frame", "p/C$m$1$Frame"), "m"));
    }

    @Test
    void holdOnlyCharactersThatFileNamesMay() {
        assertEquals(List.of("p/C$a_b_c$Frame"), names(Set.of(), "a:b*c"));
        assertDistinct(names(Set.of(), "a:b", "a*b"));
    }

    @Test
    void areOfAsciiWhateverTheMethodIsNamed() {
        assertEquals(List.of("p/C$gr__e$Frame"), names(Set.of(), "gr\u00F6\u00DFe"));
        assertEquals(List.of("p/C$_$Frame", "p/C$_$1$Frame"), names(Set.of(), "\u6D4B", "\uD83D\uDC4D"));
        assertEquals(List.of("p/C$a_b$Frame"), names(Set.of(), "a\nb"));
    }

    @Test
    void fitIntoFileNamesHoweverLongTheOthersAre() {
        for (var owner :
                List.of("p/C", "p/" + "C".repeat(249), "p/" + "\u6D4B".repeat(83), "p/" + "\uD83D\uDC4D".repeat(62))) {
            for (var method : List.of("m", "m".repeat(200), "m".repeat(60_000), "\u6D4B".repeat(85))) {
                var names = new FrameClassNames(owner, name -> false);
                var all =
                        Stream.of(method, method + "x", method).map(names::next).toList();
                assertDistinct(all);
                for (var name : all) {
                    assertTrue(name.startsWith("p/"), name);
                    var file = name.substring(2) + ".class.weft-new";
                    assertTrue(file.getBytes(StandardCharsets.UTF_8).length <= 255, name);
                }
            }
        }
    }

    @Test
    void ofTwoLongClassesDiffer() {
        var one = new FrameClassNames("p/" + "C".repeat(240) + "A", name -> false).next("m");
        var other = new FrameClassNames("p/" + "C".repeat(240) + "B", name -> false).next("m");
        assertDistinct(List.of(one, other));
    }

    @Test
    void equalInputGivesEqualNames() {
        assertEquals(names(Set.of(), "x", "y", "x"), names(Set.of(), "x", "y", "x"));
    }

    private static List<String> names(Set<String> taken, String... methods) {
        var names = new FrameClassNames("p/C", taken::contains);
        return Stream.of(methods).map(names::next).toList();
    }

    private static void assertDistinct(List<String> names) {
        var ignoringCase = new HashSet<String>();
        for (var name : names) {
            assertTrue(ignoringCase.add(name.toLowerCase(Locale.ROOT)), () -> name + " twice in " + names);
        }
    }
}
