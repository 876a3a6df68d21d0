package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.ACC_PROTECTED;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import dev.weft.abi.AbiVersion;
import dev.weft.abi.hot.HotCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/** Woven code and a runtime that do not fit: what fails says which versions these are, and how to mend it. */
@Tag("jdk")
class VersionMismatchTest {
    private static final String DRIVER = "Ldev/weft/abi/FrameDriver;";
    private final Program program = new Program();

    /** The weaver is newer: it uses a name that was added since. */
    @Test
    void aMethodThatTheRuntimeDoesNotHaveYet() {
        program.add("example.Shop", woven(AbiVersion.VERSION, "0.9.0"), VersionMismatchTest::callMissingMethod);
        var error = assertThrows(NoSuchMethodError.class, () -> run("example.Shop"));
        assertMessage(
                error,
                "example.Shop does not fit the runtime of Weft: ",
                "dev.weft.abi.Suspension.awaitFast",
                "It was woven for version " + AbiVersion.VERSION + " of the woven ABI, by Weft 0.9.0",
                "which has version " + AbiVersion.VERSION + " (from file:",
                "Use weft-runtime 0.9.0, or compile the class again and weave it with Weft");
        assertInstanceOf(NoSuchMethodError.class, error.getCause());
    }

    /** A new version of the ABI has other names. */
    @Test
    void aClassOfTheNextVersion() {
        program.add("example.Shop", woven(3, "1.0.0"), code -> make(code, "dev/weft/abi3/Frame"));
        var error = assertThrows(NoClassDefFoundError.class, () -> run("example.Shop"));
        assertMessage(error, "dev/weft/abi3/Frame", "woven for version 3 of the woven ABI, by Weft 1.0.0", "Use weft");
    }

    @Test
    void aClassOfTheFirstVersion() {
        program.add("example.Shop", mark("Ldev/weft/Woven;", 1, ""), code -> make(code, "dev/weft/Frame"));
        var error = assertThrows(NoClassDefFoundError.class, () -> run("example.Shop"));
        assertMessage(error, "version 1 of the woven ABI; ", "Use weft-runtime of the weaver's version, or compile");
    }

    /** On JDK 17 the error gives the field's name alone, so the mark decides. */
    @Test
    void aFieldOfAnotherVersion() {
        program.add(
                "example.Shop",
                woven(3, ""),
                code -> code.visitFieldInsn(GETSTATIC, "dev/weft/abi/Frame", "ELSEWHERE", "Ljava/lang/Object;"));
        var error = assertThrows(NoSuchFieldError.class, () -> run("example.Shop"));
        assertMessage(error, "ELSEWHERE", "woven for version 3");
    }

    @Test
    void aFrameThatLacksWhatTheRuntimeCalls() {
        program.add("example.Shop", woven(3, "1.0.0"), null);
        var error = assertThrows(AbstractMethodError.class, () -> run("example.Shop"));
        assertMessage(error, "example.Shop does not fit", "resume(", "woven for version 3");
    }

    /** As a module of Weft that was compiled against another runtime. */
    @Test
    void aClassThatWasNotWoven() {
        program.add("dev.weft.net.Stream", classFile -> {}, VersionMismatchTest::callMissingMethod);
        var error = assertThrows(NoSuchMethodError.class, () -> run("dev.weft.net.Stream"));
        assertMessage(error, "dev.weft.net.Stream does not", "compiled against another version", "mvn dependency:tree");
    }

    @Test
    void theVersionsOfAllModulesAreNamed() {
        program.add("example.Shop", woven(2, ""), VersionMismatchTest::callMissingMethod);
        program.module("weft-runtime", "0.1.0");
        program.module("weft-net", "0.2.0");
        var error = assertThrows(NoSuchMethodError.class, () -> run("example.Shop"));
        assertMessage(error, "the runtime is weft-runtime 0.1.0, ", "Beside it: weft-net 0.2.0. ");
    }

    /** Another module is missing, and no version differs. */
    @Test
    void aModuleThatIsMissing() {
        program.add("example.Shop", woven(AbiVersion.VERSION, ""), code -> make(code, "dev/weft/net/Missing"));
        program.module("weft-runtime", "0.1.0");
        var error = assertThrows(NoClassDefFoundError.class, () -> run("example.Shop"));
        assertEquals(
                "example.Shop needs dev.weft.net.Missing, which is of weft-net: add that to the class path, in the version of"
                        + " weft-runtime 0.1.0",
                error.getMessage());
        assertInstanceOf(NoClassDefFoundError.class, error.getCause());
    }

    /** Both classes are of one module, which was not woven with one setting. */
    @Test
    void anEntryThatTheCalledClassDoesNotHave() {
        program.add("example.Store", woven(AbiVersion.VERSION, ""), null);
        program.add("example.Shop", woven(AbiVersion.VERSION, ""), VersionMismatchTest::enterStore);
        var error = assertThrows(NoSuchMethodError.class, () -> run("example.Shop"));
        assertMessage(
                error,
                "example.Shop was woven with directCalls and enters example.Store.find directly",
                "Compile all classes of the module again, and weave them with the same setting");
        assertInstanceOf(NoSuchMethodError.class, error.getCause());
    }

    @Test
    void twoRuntimesAreNamed() throws Exception {
        program.add("example.Shop", woven(2, ""), VersionMismatchTest::callMissingMethod);
        program.runtimes.add(new URL("jar:file:/lib/weft-runtime-0.1.0.jar!/dev/weft/Weft.class"));
        program.runtimes.add(new URL("file:/app/classes/dev/weft/Weft.class"));
        var error = assertThrows(NoSuchMethodError.class, () -> run("example.Shop"));
        assertMessage(
                error,
                "The class path has 2 runtimes; leave one: file:/lib/weft-runtime-0.1.0.jar, file:/app/classes/");
    }

    /** The same explanation in the future of a hot call. */
    @Test
    void aHotCall() {
        var trace = new StackTraceElement[] {new StackTraceElement("example.Shop", "order", "Shop.java", 1)};
        var original = new NoSuchMethodError("'void dev.weft.abi.hot.HotCall.opensTwice()'");
        original.setStackTrace(trace);
        var failure = HotCall.failed(original, HotCall.begin())
                .handle((value, error) -> error)
                .join();
        assertInstanceOf(NoSuchMethodError.class, failure);
        assertMessage(failure, "example.Shop does not fit the runtime of Weft");
    }

    /** It is explained once, whichever tasks it passes. */
    @Test
    void whatIsExplainedStaysAsItIs() {
        program.add("example.Shop", woven(2, ""), VersionMismatchTest::callMissingMethod);
        var error = assertThrows(NoSuchMethodError.class, () -> Weft.run(Weft.gather(program.call("example.Shop"))));
        assertMessage(error, "example.Shop does not fit");
        assertEquals(1, error.getMessage().split("does not fit", -1).length - 1, error.getMessage());
    }

    /** Errors that have nothing to do with Weft, though its types may be in a descriptor. */
    @Test
    void errorsOfOthersAreTheirOwn() {
        for (var error : List.of(
                new NoSuchMethodError("'dev.weft.Coroutine example.Lib.find(dev.weft.Task)'"),
                new NoClassDefFoundError("example/dev/weft/Lib"),
                new NoClassDefFoundError("Could not initialize class dev.weft.net.Stream"),
                new NoClassDefFoundError("Optional feature needs the module dev.weft.net on the class path"),
                new NoClassDefFoundError("dev/weft/netty/OfMine"),
                new NoClassDefFoundError("dev/weft/testing/OfMine"),
                new IncompatibleClassChangeError("plugin 7 was made for dev.weft.Weft of last year"),
                new VerifyError("Bad type: dev/weft/abi/Frame"),
                new BootstrapMethodError("dev.weft.abi.Frame"),
                new NoSuchFieldError("FIELD"),
                new UnsatisfiedLinkError("no dev.weft.X in java.library.path"))) {
            error.setStackTrace(new StackTraceElement[] {new StackTraceElement("example.Shop", "order", null, 1)});
            var failure = HotCall.failed(error, HotCall.begin())
                    .handle((value, thrown) -> thrown)
                    .join();
            assertSame(error, failure);
        }
    }

    private void run(String name) {
        Weft.run(program.call(name));
    }

    private static void assertMessage(Throwable error, String... parts) {
        for (var part : parts) {
            assertTrue(error.getMessage().contains(part), () -> part + "\n not in " + error.getMessage());
        }
    }

    private static void callMissingMethod(MethodVisitor code) {
        code.visitInsn(ACONST_NULL);
        code.visitMethodInsn(
                INVOKESTATIC, "dev/weft/abi/Suspension", "awaitFast", "(" + DRIVER + ")Ljava/lang/Object;", false);
    }

    private static void enterStore(MethodVisitor code) {
        code.visitInsn(ACONST_NULL);
        code.visitInsn(ACONST_NULL);
        code.visitInsn(ICONST_0);
        code.visitMethodInsn(
                INVOKESTATIC,
                "example/Store",
                "find",
                "(Ldev/weft/abi/Frame;" + DRIVER + "I)Ljava/lang/Object;",
                false);
    }

    private static void make(MethodVisitor code, String type) {
        code.visitTypeInsn(NEW, type);
        code.visitInsn(DUP);
        code.visitMethodInsn(INVOKESPECIAL, type, "<init>", "()V", false);
    }

    private static Consumer<ClassWriter> woven(int version, String by) {
        return mark("Ldev/weft/abi/Woven;", version, by);
    }

    private static Consumer<ClassWriter> mark(String annotation, int version, String by) {
        return target -> {
            // what stands before the mark must be passed over
            target.visitAnnotation("Lexample/Other;", false).visit("numbers", new long[] {1, 2});
            var mark = target.visitAnnotation(annotation, false);
            var frames = mark.visitArray("frames");
            frames.visit(null, "example.Shop$orderFrame");
            frames.visitEnd();
            mark.visit("abi", version);
            mark.visit("by", by);
            mark.visitEnd();
        };
    }

    /** Classes and files beside those of this test. */
    private static final class Program extends ClassLoader {
        private final Map<String, byte[]> files = new HashMap<>();
        private final List<URL> runtimes = new ArrayList<>();

        Program() {
            super(VersionMismatchTest.class.getClassLoader());
        }

        /** Adds a frame class. Its method resume has this body; null for no such method. */
        void add(String name, Consumer<ClassWriter> mark, Consumer<MethodVisitor> body) {
            var target = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            target.visit(V17, ACC_PUBLIC, name.replace('.', '/'), null, "dev/weft/abi/Frame", null);
            mark.accept(target);
            var init = target.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
            init.visitVarInsn(ALOAD, 0);
            init.visitMethodInsn(INVOKESPECIAL, "dev/weft/abi/Frame", "<init>", "()V", false);
            init.visitInsn(RETURN);
            init.visitMaxs(0, 0);
            var position = target.visitMethod(ACC_PROTECTED, "position", "()Ljava/lang/StackTraceElement;", null, null);
            position.visitInsn(ACONST_NULL);
            position.visitInsn(ARETURN);
            position.visitMaxs(0, 0);
            if (body != null) {
                var resume =
                        target.visitMethod(ACC_PROTECTED, "resume", "(" + DRIVER + ")Ljava/lang/Object;", null, null);
                body.accept(resume);
                resume.visitInsn(ARETURN);
                resume.visitMaxs(0, 0);
            }
            files.put(name.replace('.', '/') + ".class", target.toByteArray());
        }

        void module(String artifact, String version) {
            files.put(
                    "META-INF/maven/dev.weft/" + artifact + "/pom.properties",
                    ("version=" + version).getBytes(StandardCharsets.UTF_8));
        }

        Coroutine<?> call(String name) {
            try {
                return (Coroutine<?>) loadClass(name).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(name, e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = files.get(name.replace('.', '/') + ".class");
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            var bytes = files.get(name);
            return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return runtimes.isEmpty() ? super.getResources(name) : Collections.enumeration(runtimes);
        }
    }
}
