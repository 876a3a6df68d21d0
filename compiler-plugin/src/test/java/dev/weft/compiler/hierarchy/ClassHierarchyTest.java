package dev.weft.compiler.hierarchy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassHierarchyTest {

    private static final Classes CLASSES = Javac.compile("""
            package p;
            class A {
                interface I {}
                static class B extends A implements I {}
                static class C extends B {}
                static class Other {}
                static class Half extends Missing {}
                static class Missing {}
            }
            """);

    private final List<String> asked = new ArrayList<>();
    private final ClassHierarchy hierarchy = new ClassHierarchy(List.of(name -> {
        asked.add(name);
        return name.endsWith("Missing")
                ? Optional.empty()
                : Optional.ofNullable(CLASSES.files().get(name));
    }));

    @ParameterizedTest
    @CsvSource({
        "p/A$C, p/A$C, true",
        "p/A$C, p/A, true",
        "p/A, p/A$C, false",
        "p/A$Other, p/A, false",
        "p/A, java/lang/Object, true",
        "java/lang/Object, p/A, false",
        "java/util/ArrayList, java/util/AbstractCollection, true",
        "java/util/ArrayList, java/util/HashMap, false",
    })
    void classes(String from, String to, boolean expected) {
        assertEquals(expected, hierarchy.isAssignable(from, to));
    }

    @ParameterizedTest
    @CsvSource({"p/A$Other, p/A$I", "java/lang/Object, java/util/List", "java/lang/String, java/lang/Runnable"})
    void interfacesAreAsGoodAsObject(String from, String to) {
        assertEquals(true, hierarchy.isAssignable(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "[Lp/A$C;, [Lp/A;, true",
        "[Lp/A;, [Lp/A$C;, false",
        "[[Lp/A$C;, [[Lp/A;, true",
        "[[I, [Ljava/lang/Object;, true",
        "[I, [Ljava/lang/Object;, false",
        "[I, [J, false",
        "[I, [I, true",
        "[I, java/lang/Object, true",
        "[I, java/lang/Cloneable, true",
        "[Lp/A;, java/io/Serializable, true",
        "[Lp/A;, p/A, false",
        "p/A, [Lp/A;, false",
    })
    void arrays(String from, String to, boolean expected) {
        assertEquals(expected, hierarchy.isAssignable(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "p/A$Missing, p/A, true", // its superclasses are not known
        "p/A, p/A$Missing, true", // it may be an interface
        "p/A$Half, p/A$Other, true", // so are those of its superclass
        "p/A$Half, p/A$Missing, true",
        "no/such/Class, p/A, true",
    })
    void whatIsMissingIsInFavourOfTheProgram(String from, String to, boolean expected) {
        assertEquals(expected, hierarchy.isAssignable(from, to));
    }

    @Test
    void aClassIsReadOnce() {
        hierarchy.isAssignable("p/A$C", "p/A");
        hierarchy.isAssignable("p/A$C", "p/A$Other");
        hierarchy.isAssignable("p/A$Missing", "p/A$Other");
        hierarchy.isAssignable("p/A$Missing", "p/A");
        assertEquals(asked.stream().distinct().toList(), asked);
    }
}
