package dev.weft.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The runtime has what classes use that were woven for its version, once and for all. */
class WovenAbiTest {
    private static final int SHOWN =
            Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT;

    @Test
    void noNameThatWovenClassesUseIsGone() throws IOException {
        var missing = new ArrayList<String>();
        for (var line : lines()) {
            if (!line.startsWith("#") && !membersOf(ownerIn(line)).contains(line)) {
                missing.add(line);
            }
        }
        assertEquals(List.of(), missing, """
                The runtime does not have what woven classes of its version use. Give it back. Or, if woven classes are to \
                break: raise RuntimeAbi.VERSION and AbiVersion.VERSION, begin a new runtime/abi-N.txt, and say in \
                docs/internals/woven-abi.md and CHANGELOG.md what has changed""");
    }

    @Test
    void eachAdditionIsCounted() throws IOException {
        var additions =
                lines().stream().filter(line -> line.startsWith("# addition ")).toList();
        for (int i = 0; i < additions.size(); i++) {
            assertEquals("# addition " + (i + 1), additions.get(i));
        }
        assertEquals(additions.size(), AbiVersion.ADDITIONS, "AbiVersion.ADDITIONS and RuntimeAbi.ADDITIONS");
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("abi-" + AbiVersion.VERSION + ".txt"));
    }

    private static String ownerIn(String line) {
        var name = line.replaceFirst("[(].*", "").replaceFirst(" [^ .]+$", "");
        name = line.contains(" type ") ? line : name;
        return name.substring(name.lastIndexOf(' ') + 1).replaceFirst("[.].*", "");
    }

    private static Set<String> membersOf(String owner) throws IOException {
        var found = new HashSet<String>();
        try (var in = WovenAbiTest.class.getResourceAsStream("/" + owner + ".class")) {
            assertNotNull(in, owner);
            new ClassReader(in).accept(new Members(owner, found), ClassReader.SKIP_CODE);
        }
        return found;
    }

    private static final class Members extends ClassVisitor {
        private final String owner;
        private final Set<String> found;

        Members(String owner, Set<String> found) {
            super(Opcodes.ASM9);
            this.owner = owner;
            this.found = found;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            found.add(Modifier.toString(access & Modifier.PUBLIC) + " type " + name);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            found.add(line(access, name + " " + descriptor));
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            found.add(line(access, name + descriptor));
            return null;
        }

        private String line(int access, String member) {
            return Modifier.toString(access & SHOWN) + " " + owner + "." + member;
        }
    }
}
