package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Runtimes;
import dev.weft.compiler.testkit.Tree;
import dev.weft.compiler.testkit.Weaving;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Class files that somebody has made to do harm. A run ends with an exception that has a message, or passes over the file,
 * and in each case nothing is written beside the directory.
 */
@Timeout(60)
class HostileFilesTest {

    private static final Classes GOOD =
            Javac.compile("class A { @Async Coroutine<Void> a() { await(yieldNow()); return done(); } }");

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(folder.resolve("classes"));
    }

    /** At each length. */
    @Test
    void aFileThatIsCutOff() throws IOException {
        var bytes = GOOD.bytes("A");
        for (int length = 0; length < bytes.length; length++) {
            weaveAndKeep(Arrays.copyOf(bytes, length), "cut off at " + length);
        }
    }

    @Test
    void aFileWithBytesThatChance() throws IOException {
        var random = new Random(42);
        for (int round = 0; round < 300; round++) {
            var bytes = GOOD.bytes("A").clone();
            for (int i = 0; i < 3; i++) {
                bytes[10 + random.nextInt(bytes.length - 10)] = (byte) random.nextInt();
            }
            weaveAndKeep(bytes, "round " + round);
        }
    }

    /** The name of a method becomes a part of the name of a file, which stays where it belongs. */
    @Test
    void aMethodWhoseNameLeadsOutOfTheDirectory() throws IOException {
        Files.createDirectories(root.resolve("A$"));
        var before = Tree.of(folder);
        Files.write(root.resolve("A.class"), renamed("/../../outside"));
        assertEquals(1, Weaving.in(root).classesWoven());
        assertEquals(0, before.files().size());
        Tree.of(folder).files().keySet().forEach(name -> assertTrue(name.startsWith("classes"), name));
    }

    /** A mark that names frame classes elsewhere, which would be deleted as left over. */
    @Test
    void aMarkThatNamesOtherFiles() throws IOException {
        var victim = folder.resolve("victim.class");
        Files.write(victim, GOOD.bytes("A"));
        var name = victim.toString().replaceFirst("\\.class$", "");
        Files.write(root.resolve("A.class"), marked(name.replace('/', '.'), "..victim", "../victim", name));
        Weaving.in(root);
        assertTrue(Files.exists(victim), "the file of somebody else");
        Javac.compile("class A {}").writeTo(root);
        Weaving.in(root);
        assertTrue(Files.exists(victim), "the file of somebody else");
    }

    /** What is written anew is staged beside it. A link in that place is replaced, not followed. */
    @Test
    void aLinkInThePlaceOfAStagedFile() throws IOException {
        var victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.write(root.resolve("A.class"), GOOD.bytes("A"));
        link(root.resolve("A.class.weft-new"), victim);
        assertEquals(1, Weaving.in(root).classesWoven());
        assertEquals("precious", Files.readString(victim));
        assertFalse(Files.isSymbolicLink(root.resolve("A.class")));
    }

    /** Nor is one in the place of a new file. It is not ours, so it is not deleted either. */
    @Test
    void aLinkInThePlaceOfANewFile() throws IOException {
        var frame = root.resolve("A$a$Frame.class");
        var victim = folder.resolve("victim");
        Files.write(root.resolve("A.class"), GOOD.bytes("A"));
        link(frame, victim);
        var failure = assertThrows(IOException.class, () -> Weaving.in(root));
        assertTrue(failure.getMessage().contains("A$a$Frame.class"), failure.getMessage());
        assertTrue(Files.isSymbolicLink(frame));
        assertFalse(Files.exists(victim));
        assertArrayEquals(GOOD.bytes("A"), Files.readAllBytes(root.resolve("A.class")));
    }

    private static void link(Path link, Path target) throws IOException {
        try {
            Files.createSymbolicLink(link, target);
        } catch (UnsupportedOperationException | FileSystemException none) {
            Assumptions.abort("no links here: " + none);
        }
    }

    /** One that has something for the rules to look at. */
    @Test
    void aClassWithoutAName() throws IOException {
        var source = "class B { Coroutine<Boolean> a(AsyncStream<Integer> s) { var c = s.open(); return c.next(); } }";
        var bytes = Javac.compile(source).bytes("B").clone();
        int thisClass = new ClassReader(bytes).header + 2;
        bytes[thisClass] = 0;
        bytes[thisClass + 1] = 0;
        weaveAndKeep(bytes, "no name");
    }

    /** A signature that is too deep for the check which asks what else is wrong. */
    @Test
    void typesInsideOneAnother() throws IOException {
        weaveAndKeep(deepAndWrong(13_000), "types");
    }

    @Test
    void annotationsInsideOneAnother() throws IOException {
        weaveAndKeep(nested(1_000_000), "annotations");
    }

    /** A jar of a few kilobytes whose entry would fill the heap. */
    @Test
    void anEntryOfAJarThatIsTooLarge() throws IOException {
        var jar = folder.resolve("bomb.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("A.class"));
            zip.write(GOOD.bytes("A"));
            zeros(zip, 1 << 27);
            zip.closeEntry();
        }
        var before = Files.readAllBytes(jar);
        var failure = assertThrows(IOException.class, () -> Weaving.in(jar));
        assertTrue(failure.getMessage().contains("A.class"), failure.getMessage());
        assertTrue(failure.getMessage().contains("larger than"), failure.getMessage());
        assertTrue(Arrays.equals(before, Files.readAllBytes(jar)), "nothing was written");
    }

    /** As a supertype of what is woven: in a folder and in a jar of the class path. */
    @Test
    void aClassOfTheClassPathThatIsTooLarge() throws IOException {
        var all = Javac.compile("class A extends B { @Async Coroutine<B> a(boolean b) { B x = b ? new B() : new A();"
                + " await(yieldNow()); return result(x); } } class B {}");
        Files.write(root.resolve("A.class"), all.bytes("A"));
        var types = Files.createDirectories(folder.resolve("types"));
        try (var file = new RandomAccessFile(types.resolve("B.class").toFile(), "rw")) {
            file.setLength(1L << 32); // a hole, of no bytes on the disk
        }
        var jar = folder.resolve("bomb.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("B.class"));
            zeros(zip, 1 << 27);
            zip.closeEntry();
        }
        for (var place : List.of(types, jar)) {
            var weaver =
                    Weaver.builder().classpath(List.of(place, Runtimes.weft())).build();
            var failure = assertThrows(IOException.class, () -> weaver.weave(List.of(root)));
            assertEquals(
                    "B.class in " + place + " cannot be read: it is larger than 64 MiB, and no class file is",
                    failure.getMessage());
        }
    }

    private static void zeros(OutputStream out, int count) throws IOException {
        var part = new byte[1 << 16];
        for (int written = 0; written < count; written += part.length) {
            out.write(part);
        }
    }

    /** Weaves one file, and accepts an error with a message; never an error of the JVM or without words. */
    private void weaveAndKeep(byte[] bytes, String what) throws IOException {
        Files.write(root.resolve("A.class"), bytes);
        try {
            Weaving.in(root);
        } catch (IOException | IllegalStateException e) {
            assertTrue(e.getMessage() != null && !e.getMessage().isBlank(), what);
        }
        var outside = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            files.filter(file -> !file.equals(root)).forEach(file -> outside.add(file.toString()));
        }
        assertEquals(List.of(), outside, what);
        for (var file : Map.copyOf(Classes.in(root).files()).keySet()) {
            Files.delete(root.resolve(file + ".class"));
        }
    }

    private static byte[] renamed(String method) {
        var writer = new ClassWriter(0);
        new ClassReader(GOOD.bytes("A"))
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                var now = name.equals("a") ? method : name;
                                return super.visitMethod(access, now, descriptor, signature, thrown);
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    private static byte[] marked(String... frames) {
        var writer = new ClassWriter(0);
        new ClassReader(GOOD.bytes("A")).accept(writer, 0);
        var mark = writer.visitAnnotation(RuntimeAbi.WOVEN_DESCRIPTOR, false);
        mark.visit("abi", RuntimeAbi.VERSION);
        var names = mark.visitArray("frames");
        for (var frame : frames) {
            names.visit(null, frame);
        }
        names.visitEnd();
        mark.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] deepAndWrong(int depth) {
        var deep = "LA<".repeat(depth) + "LA;" + ">;".repeat(depth);
        var writer = new ClassWriter(0);
        new ClassReader(GOOD.bytes("A"))
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public void visit(
                                    int version, int access, String name, String none, String base, String[] types) {
                                super.visit(version, access, name, deep, base, types);
                            }

                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                var code = super.visitMethod(access, name, descriptor, signature, thrown);
                                code.visitMethodInsn(Opcodes.INVOKESTATIC, "X", "y", "(Lwrong;;)", false);
                                return code;
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    private static byte[] nested(int depth) {
        var writer = new ClassWriter(0);
        new ClassReader(GOOD.bytes("A")).accept(writer, 0);
        var annotation = writer.visitAnnotation("LN;", true);
        var all = new ArrayList<>(List.of(annotation));
        for (int i = 0; i < depth; i++) {
            annotation = annotation.visitAnnotation("n", "LN;");
            all.add(annotation);
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).visitEnd();
        }
        return writer.toByteArray();
    }
}
