package dev.weft.it.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * The faces are sealed over packages, which a compiler allows in a named module only. A virtual machine must load them
 * wherever users put the runtime: each program here runs in a process of the JDK that the tests run on.
 */
@Timeout(120)
class FacesTest {
    private static final List<String> FACES = List.of(
            "AsyncStream",
            "Awaitable",
            "ContextLocal",
            "Coroutine",
            "EventLoop",
            "Task",
            "TaskGroup",
            "TimeLimit",
            "TimerHandle");

    /** Loads each face and what it permits, down to the leaves; then uses them; then tries to be one of them. */
    private static final String PROGRAM =
            """
            package program;

            import dev.weft.*;
            import java.lang.reflect.Proxy;
            import java.time.Duration;
            import java.util.List;
            import java.util.concurrent.CancellationException;

            public class Faces {
                static int loaded;

                static void load(Class<?> type) throws Exception {
                    Class.forName(type.getName(), true, Faces.class.getClassLoader());
                    loaded++;
                    if (type.isSealed()) {
                        for (Class<?> permitted : type.getPermittedSubclasses()) {
                            if (!type.isAssignableFrom(permitted)) throw new AssertionError(permitted + " is no " + type);
                            load(permitted);
                        }
                    }
                }

                static void refuse(Class<?> face) {
                    try {
                        Proxy.newProxyInstance(Faces.class.getClassLoader(), new Class<?>[] {face}, (p, m, a) -> null);
                        System.out.println("a proxy is a " + face.getSimpleName());
                    } catch (IllegalArgumentException e) {
                        boolean clear = e.getMessage().contains("sealed") && e.getMessage().contains(face.getName());
                        System.out.println(clear ? "no proxy of " + face.getSimpleName() : e.toString());
                    }
                }

                public static void main(String[] args) throws Exception {
                    for (Class<?> face : List.of(%s)) {
                        int before = loaded;
                        load(face);
                        if (!face.isSealed() || loaded == before + 1) throw new AssertionError(face);
                    }
                    try (EventLoop loop = EventLoop.create()) {
                        System.out.println(loop.runUntilComplete(loop.start(Weft.result("a task"), "named")));
                        Task<Void> sleeper = loop.start(Weft.sleep(Duration.ofDays(1)));
                        sleeper.cancel("enough");
                        try {
                            loop.runUntilComplete(sleeper);
                        } catch (CancellationException e) {
                            System.out.println("cancelled: " + e.getMessage());
                        }
                        TimerHandle timer = loop.schedule(Duration.ofDays(1), () -> {});
                        timer.cancel();
                        System.out.println("timer cancelled: " + timer.isCancelled());
                        ContextLocal<String> local = ContextLocal.create("local");
                        loop.runUntilComplete(local.where("bound", TaskGroup.run(group -> {
                            group.start(() -> {
                                System.out.println("in a group: " + local.get());
                                return Weft.yieldNow();
                            });
                            return Weft.done();
                        })));
                    }
                    for (Class<?> face : List.of(AsyncStream.class, Awaitable.class, ContextLocal.class, EventLoop.class, Task.class,
                            TaskGroup.class, TimerHandle.class)) {
                        refuse(face);
                    }
                }
            }
            """.formatted(FACES.stream().map(face -> face + ".class").collect(Collectors.joining(", ")));

    private static final List<String> PRINTED = List.of(
            "a task",
            "cancelled: enough",
            "timer cancelled: true",
            "in a group: bound",
            "no proxy of AsyncStream",
            "no proxy of Awaitable",
            "no proxy of ContextLocal",
            "no proxy of EventLoop",
            "no proxy of Task",
            "no proxy of TaskGroup",
            "no proxy of TimerHandle");

    @TempDir
    Path directory;

    @Test
    void onTheClassPath() throws Exception {
        Path program = compiled(classPath(), PROGRAM);
        assertEquals(PRINTED, run(program, Artifacts.runtime()));
    }

    @Test
    void onTheModulePath() throws Exception {
        Path runtime = Artifacts.runtime();
        Path program = compiled(modulePath(), PROGRAM, "module program { requires dev.weft.runtime; }");
        List<String> printed = Jdk.java("-p", Jdk.path(program, runtime), "-m", "program/program.Faces")
                .wellLines();
        assertEquals(PRINTED, printed);
    }

    @Test
    void inAJarTogetherWithTheProgram() throws Exception {
        Path program = compiled(classPath(), PROGRAM);
        Path merged = shaded(program, "dev.weft");
        assertEquals(PRINTED, run(merged));
    }

    @Test
    void inAJarInWhichTheRuntimeHasAnotherName() throws Exception {
        Path program = compiled(classPath(), PROGRAM);
        Path relocated = shaded(program, "program.shaded.weft");
        assertEquals(PRINTED, run(relocated));
    }

    /** A jar on the module path that is no module: the runtime's packages are in an automatic one, with the program. */
    @Test
    void inAnAutomaticModule() throws Exception {
        Path program = compiled(classPath(), PROGRAM);
        Path merged = shaded(program, "dev.weft");
        assertEquals(
                PRINTED,
                Jdk.java("-p", merged.toString(), "-m", "shaded/program.Faces").wellLines());
    }

    @Test
    void theseAreAllFacesThatAreSealed() throws Exception {
        Set<String> sealed = new TreeSet<>();
        for (String name : classesOf(Artifacts.runtime()).keySet()) {
            if (name.startsWith("dev/weft/") && exported().contains(packageOf(name))) {
                Class<?> type =
                        Class.forName(name.replace('/', '.'), false, getClass().getClassLoader());
                if (Modifier.isPublic(type.getModifiers()) && type.isSealed()) {
                    sealed.add(type.getName());
                }
            }
        }
        assertEquals(
                FACES.stream().map(face -> "dev.weft." + face).collect(Collectors.toCollection(TreeSet::new)), sealed);
    }

    @Test
    void aModularProgramCannotNameWhatIsInternal() throws Exception {
        Set<String> internal = new TreeSet<>();
        for (String name : classesOf(Artifacts.runtime()).keySet()) {
            if (name.contains("/internal/")) {
                internal.add(packageOf(name));
            }
        }
        assertTrue(internal.contains("dev.weft.internal.task"), internal::toString);
        for (String hidden : internal) {
            var found = new DiagnosticCollector<JavaFileObject>();
            Path program = sources("package program; import " + hidden + ".*; class Curious {}", "Curious");
            Path module = sources("module program { requires dev.weft.runtime; }", "module-info");
            javac(modulePath(), List.of(program, module), found);
            assertEquals(
                    List.of("compiler.err.package.not.visible"),
                    found.getDiagnostics().stream().map(d -> d.getCode()).toList(),
                    () -> hidden + ": " + found.getDiagnostics());
            String message = found.getDiagnostics().get(0).getMessage(Locale.ENGLISH);
            assertTrue(message.contains("dev.weft.runtime, which does not export it"), message);
        }
    }

    // ---- programs

    private static List<String> classPath() throws Exception {
        return List.of("-cp", Artifacts.runtime().toString());
    }

    /** With a class path that has nothing: else javac takes that of the tests. */
    private static List<String> modulePath() throws Exception {
        return List.of("-p", Artifacts.runtime().toString(), "-cp", "");
    }

    private static List<String> run(Path... path) throws Exception {
        return Jdk.java("-cp", Jdk.path(path), "program.Faces").wellLines();
    }

    private Path compiled(List<String> options, String program, String... moduleInfo) throws Exception {
        List<Path> sources = new ArrayList<>();
        sources.add(sources(program, "Faces"));
        for (String text : moduleInfo) {
            sources.add(sources(text, "module-info"));
        }
        var found = new DiagnosticCollector<JavaFileObject>();
        assertTrue(javac(options, sources, found), () -> found.getDiagnostics().toString());
        return directory.resolve("classes");
    }

    private Path sources(String text, String name) throws IOException {
        return Files.writeString(directory.resolve(name + ".java"), text);
    }

    private boolean javac(List<String> options, List<Path> sources, DiagnosticCollector<JavaFileObject> found) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null);
        List<String> all =
                new ArrayList<>(List.of("-d", directory.resolve("classes").toString(), "-proc:none"));
        all.addAll(options);
        return compiler.getTask(null, files, found, all, null, files.getJavaFileObjectsFromPaths(sources))
                .call();
    }

    // ---- the runtime's classes

    /** Merges program and runtime into a jar without a module, as the Shade plugin does, with {@code dev.weft} renamed. */
    private Path shaded(Path program, String weft) throws Exception {
        var renamed = new Renamed(weft);
        Path jar = directory.resolve("shaded.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path root : List.of(program, Artifacts.runtime())) {
                for (Map.Entry<String, byte[]> entry : classesOf(root).entrySet()) {
                    var writer = new ClassWriter(0);
                    new ClassReader(entry.getValue()).accept(new ClassRemapper(writer, renamed), 0);
                    out.putNextEntry(new JarEntry(renamed.map(entry.getKey()) + ".class"));
                    out.write(writer.toByteArray());
                }
            }
        }
        return jar;
    }

    /** Renames what the Shade plugin renames: classes, and texts that begin with the package. */
    private static final class Renamed extends Remapper {
        private final String to;

        Renamed(String to) {
            super(Opcodes.ASM9);
            this.to = to;
        }

        @Override
        public String map(String internalName) {
            return internalName.startsWith("dev/weft/")
                    ? to.replace('.', '/') + internalName.substring("dev/weft".length())
                    : internalName;
        }

        @Override
        public Object mapValue(Object value) {
            return value instanceof String text && text.startsWith("dev.weft.")
                    ? to + text.substring("dev.weft".length())
                    : super.mapValue(value);
        }
    }

    private static Set<String> exported() throws Exception {
        var runtime =
                ModuleFinder.of(Artifacts.runtime()).find("dev.weft.runtime").orElseThrow();
        return runtime.descriptor().exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    /** The classes in a folder or a jar, by internal name, without that of a module. */
    private static Map<String, byte[]> classesOf(Path root) throws IOException {
        if (Files.isDirectory(root)) {
            return classesBelow(root);
        }
        try (var jar = FileSystems.newFileSystem(root)) {
            return classesBelow(jar.getPath("/"));
        }
    }

    private static Map<String, byte[]> classesBelow(Path top) throws IOException {
        var classes = new TreeMap<String, byte[]>();
        try (var files = Files.walk(top)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = top.relativize(file).toString().replace(File.separatorChar, '/');
                if (name.endsWith(".class") && !name.equals("module-info.class")) {
                    classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
                }
            }
        }
        return classes;
    }

    private static String packageOf(String className) {
        return className.substring(0, className.lastIndexOf('/')).replace('/', '.');
    }
}
