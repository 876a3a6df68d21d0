package dev.weft.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.abi.AbiVersion;
import dev.weft.it.harness.ClassFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The woven classes of this module use no name of {@code dev.weft.abi} that the list of such names does not have. */
class WovenAbiUsesTest {
    private static final String ABI = "dev/weft/abi/";

    @Test
    void wovenClassesUseListedNamesOnly() throws IOException {
        var listed = listed();
        var used = usedIn(Path.of(System.getProperty("weft.woven.classes")));
        used.addAll(usedIn(Path.of(System.getProperty("weft.woven.classes")).resolveSibling("test-classes")));
        assertTrue(used.size() > 35, used::toString);
        used.removeAll(listed);
        assertEquals(Set.of(), used, """
                The weaver writes names that older runtimes of this version do not have. Add them to runtime/abi-%d.txt, \
                behind a heading "# addition N", and raise RuntimeAbi.ADDITIONS and AbiVersion.ADDITIONS to N\
                """.formatted(AbiVersion.VERSION));
    }

    private static Set<String> usedIn(Path classes) {
        var used = new TreeSet<String>();
        for (var file : ClassFiles.in(classes, "dev/weft/it").byName().values()) {
            var uses = new Uses();
            new ClassReader(file).accept(uses, 0);
            used.addAll(uses.isWoven ? uses.names : Set.of());
        }
        return used;
    }

    private static Set<String> listed() throws IOException {
        var list = "runtime/abi-" + AbiVersion.VERSION + ".txt";
        var root = Path.of(System.getProperty("weft.it.sources")).toAbsolutePath();
        while (!Files.exists(root.resolve(list))) {
            root = Objects.requireNonNull(root.getParent(), "no folder above has " + list);
        }
        try (var lines = Files.lines(root.resolve(list))) {
            return lines.map(line -> line.substring(line.lastIndexOf(" dev/weft/") + 1))
                    .collect(Collectors.toSet());
        }
    }

    private static final class Uses extends ClassVisitor {
        private final Set<String> names = new TreeSet<>();
        private boolean isWoven;

        Uses() {
            super(Opcodes.ASM9);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            isWoven |= descriptor.equals("L" + ABI + "Woven;");
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String type) {
                    use(owner, field + " " + type);
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                    use(owner, method + type);
                }

                @Override
                public void visitInvokeDynamicInsn(String method, String type, Handle bootstrap, Object... arguments) {
                    for (var argument : arguments) {
                        if (argument instanceof Handle handle) {
                            use(handle.getOwner(), handle.getName() + handle.getDesc());
                        }
                    }
                }
            };
        }

        private void use(String owner, String member) {
            if (owner.startsWith(ABI)) {
                names.add(owner + "." + member);
            }
        }
    }
}
