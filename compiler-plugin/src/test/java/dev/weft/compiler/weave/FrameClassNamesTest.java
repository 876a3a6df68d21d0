package dev.weft.compiler.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
