package dev.weft.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Weft;
import dev.weft.it.harness.ClassFiles;
import dev.weft.it.harness.Suite;
import dev.weft.it.harness.Weaving;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The targets after weaving, read as class files and by reflection. */
@Tag("jdk")
class ClassFilesTest {
    private final ClassFiles unwoven = new Suite().unwoven();
    private final ClassFiles woven = ClassFiles.in(Path.of(System.getProperty("weft.woven.classes")), "dev/weft/it");

    /** Application classes are verified when they are initialised. */
    @Test
    void everyWovenClassLoadsAndVerifies() throws Exception {
        for (String name : woven.byName().keySet()) {
            Class.forName(name.replace('/', '.'), true, getClass().getClassLoader());
        }
        assertTrue(woven.byName().size() > unwoven.byName().size() + 200, "there are frame classes");
    }

    @Test
    void weavingIsReproducibleAndIdempotent() {
        var targets = woven.only(name -> name.startsWith("dev/weft/it/targets/") && !name.endsWith("/package-info"));
        assertSameFiles(targets, Weaving.weave(unwoven.only(name -> !name.endsWith("/package-info"))));
        assertSameFiles(targets, Weaving.weave(targets));
    }

    private static void assertSameFiles(ClassFiles expected, ClassFiles actual) {
        assertEquals(expected.byName().keySet(), actual.byName().keySet());
        expected.byName()
                .forEach((name, file) -> assertArrayEquals(file, actual.byName().get(name), name));
    }

    /** A coroutine belongs to its process, so its frame cannot be serialised. */
    @Test
    @Case(107)
    void noFrameIsSerialisable() throws Exception {
        for (String name : woven.byName().keySet()) {
            if (name.endsWith("$Frame")) {
                var frame =
                        Class.forName(name.replace('/', '.'), false, getClass().getClassLoader());
                assertFalse(Serializable.class.isAssignableFrom(frame), name);
            }
        }
        try (var out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            assertThrows(NotSerializableException.class, () -> out.writeObject(Weft.sleep(Duration.ZERO)));
        }
    }

    @Test
    void noAwaitIsLeft() {
        List<String> left = new ArrayList<>();
        woven.byName()
                .forEach((name, file) -> new ClassReader(file)
                        .accept(
                                new ClassVisitor(Opcodes.ASM9) {
                                    @Override
                                    public MethodVisitor visitMethod(
                                            int access, String method, String type, String signature, String[] thrown) {
                                        return new MethodVisitor(Opcodes.ASM9) {
                                            @Override
                                            public void visitMethodInsn(
                                                    int opcode,
                                                    String owner,
                                                    String called,
                                                    String descriptor,
                                                    boolean itf) {
                                                if (owner.equals("dev/weft/Weft") && called.equals("await")) {
                                                    left.add(name + "." + method);
                                                }
                                            }
                                        };
                                    }
                                },
                                0));
        assertEquals(List.of(), left);
    }

    /** Annotations, generic signatures, parameter names, modifiers, declared exceptions: as in the source. */
    @Test
    void declaredMembersAreThoseOfTheSource() throws Exception {
        var plain = unwoven.loader("unwoven");
        for (String name : unwoven.byName().keySet()) {
            String binaryName = name.replace('/', '.');
            var before = Class.forName(binaryName, false, plain);
            var after = Class.forName(binaryName, false, getClass().getClassLoader());
            assertEquals(describe(before), describe(after), binaryName);
        }
    }

    @Test
    void whatIsAddedIsSynthetic() throws Exception {
        var plain = unwoven.loader("unwoven");
        for (String name : unwoven.byName().keySet()) {
            String binaryName = name.replace('/', '.');
            var before = signatures(Class.forName(binaryName, false, plain));
            for (var method : Class.forName(binaryName, false, getClass().getClassLoader())
                    .getDeclaredMethods()) {
                assertTrue(
                        before.contains(signature(method)) || method.isSynthetic(),
                        () -> method + " is no synthetic method");
            }
        }
        for (String name : woven.byName().keySet()) {
            if (!unwoven.byName().containsKey(name) && name.contains("/targets/")) {
                var generated =
                        Class.forName(name.replace('/', '.'), false, getClass().getClassLoader());
                assertTrue(generated.isSynthetic(), () -> generated + " is not synthetic");
                assertFalse(Modifier.isAbstract(generated.getModifiers()), generated::toGenericString);
            }
        }
    }

    private static List<String> signatures(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .map(ClassFilesTest::signature)
                .toList();
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes()) + method.getReturnType();
    }

    private static String describe(Class<?> type) {
        var members = new TreeMap<String, String>();
        Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors())
                .flatMap(Arrays::stream)
                .filter(member -> !member.isSynthetic())
                .forEach(member -> members.put(
                        member.toGenericString(),
                        annotations(member) + " " + Arrays.toString(member.getParameters())
                                + Arrays.deepToString(member.getParameterAnnotations())));
        for (var field : type.getDeclaredFields()) {
            members.put(field.toGenericString(), annotations(field));
        }
        return type.toGenericString() + " " + annotations(type) + " "
                + type.getNestHost().getName() + " " + names(type.getDeclaredClasses()) + members;
    }

    private static List<String> names(Class<?>[] declared) {
        return Arrays.stream(declared)
                .filter(inner -> !inner.isSynthetic())
                .map(Class::getName)
                .sorted()
                .toList();
    }

    private static String annotations(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .map(Object::toString)
                .sorted()
                .toList()
                .toString();
    }
}
