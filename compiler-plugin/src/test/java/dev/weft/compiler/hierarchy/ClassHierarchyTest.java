package dev.weft.compiler.hierarchy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

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

    @ParameterizedTest
    @CsvSource({"Self, Self extends Self", "A, 'A extends I, I extends J, J extends I'"})
    void aCircleIsNamed(String name, String cycle) {
        var circular = new ClassHierarchy(List.of(one -> Optional.ofNullable(circle().get(one))));
        var failure = assertThrows(CyclicHierarchyException.class, () -> circular.requireAcyclic(name));
        assertEquals(
                cycle.substring(cycle.indexOf("I extends") < 0 ? 0 : cycle.indexOf("I extends")), failure.getMessage());
        assertThrows(CyclicHierarchyException.class, () -> circular.isSubtype(name, "none"));
    }

    private static Map<String, byte[]> circle() {
        return Map.of(
                "Self", type(Opcodes.ACC_SUPER, "Self", "Self"),
                "A", type(Opcodes.ACC_SUPER, "A", "java/lang/Object", "I"),
                "I", type(Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT, "I", "java/lang/Object", "J"),
                "J", type(Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT, "J", "java/lang/Object", "I"));
    }

    private static byte[] type(int access, String name, String superName, String... interfaces) {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, access, name, null, superName, interfaces);
        return writer.toByteArray();
    }

    @Test
    void aChainOfAnyLengthIsFollowed() {
        var deep = new ClassHierarchy(List.of(name -> {
            if (!name.startsWith("K")) {
                return Optional.empty();
            }
            int n = Integer.parseInt(name.substring(1));
            return Optional.of(type(Opcodes.ACC_SUPER, name, n == 0 ? "java/lang/Object" : "K" + (n - 1)));
        }));
        assertEquals(true, deep.isSubtype("K20000", "K0"));
        assertEquals(false, deep.isSubtype("K20000", "java/lang/String"));
        assertEquals(true, deep.isAssignable("K20000", "K0"));
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
