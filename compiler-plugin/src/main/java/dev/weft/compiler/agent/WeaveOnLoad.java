package dev.weft.compiler.agent;

import dev.weft.compiler.WeaveReport;
import dev.weft.compiler.Weaver;
import dev.weft.compiler.WeaverSettings;
import dev.weft.compiler.hierarchy.ClassSource;
import dev.weft.compiler.io.ClassFilePath;
import dev.weft.compiler.scan.ClassScanner;
import dev.weft.compiler.scan.WeftUsage;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes of the program as they load, but not those of the JDK or of the agent.
 *
 * <p>The JVM ignores what a transformer throws, and would load the class as it is. So a class that cannot be woven is
 * replaced by one that says why, see {@link RefusedClass}. A class that is exchanged while it is loaded (hot swap, mutation
 * testing) is woven again. All threads that load classes call this class; its only
 * state is what {@link EntryMethods} keeps.
 */
final class WeaveOnLoad implements ClassFileTransformer {

    private final Weaver weaver;
    private final WeaverSettings settings;
    private final PrintStream err;
    private final EntryMethods entries = new EntryMethods();
    private final AwaitCounts awaits = new AwaitCounts();
    private final FrameDefiner definer = new FrameDefiner(awaits);
    private final ExchangeFrames exchangeFrames;

    WeaveOnLoad(WeaverSettings settings, PrintStream err, Instrumentation jvm) {
        exchangeFrames = new ExchangeFrames(jvm, awaits);
        this.settings = settings;
        this.err = err;
        weaver = settings.weaver().build();
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (name == null || loader == null || isOfTools(loader) || !concernsWeft(bytes, loader)) {
            return null;
        }
        try {
            return weave(loader, name, redefined, domain, bytes);
        } catch (IOException | RuntimeException | LinkageError e) {
            return refuse(bytes, redefined, "weft: " + name.replace('/', '.') + ": " + e.getMessage());
        }
    }

    private boolean concernsWeft(byte[] bytes, ClassLoader loader) {
        var usage = ClassScanner.usage(bytes);
        return usage == WeftUsage.ANNOTATED
                ? entries.areIn(bytes, loader, type -> resource(loader, type))
                : usage != WeftUsage.NONE;
    }

    private static boolean isOfTools(ClassLoader loader) {
        return loader == ClassLoader.getPlatformClassLoader() || loader == WeaveOnLoad.class.getClassLoader();
    }

    private byte @Nullable [] weave(
            ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes)
            throws IOException {
        ClassSource types = type -> resource(loader, type);
        var loaded = LoadedClass.of(name, bytes, types);
        var report = weaver.weave(loaded, types);
        report.findings().forEach(finding -> err.println(settings.print(finding)));
        if (report.rejected()) {
            return refuse(bytes, redefined, reasons(report));
        }
        var woven = loaded.written().remove(name);
        if (woven != null && redefined != null) {
            return exchange(redefined, loader, types, woven, loaded.written());
        }
        definer.define(loaded.written(), loader, domain);
        return woven;
    }

    private byte @Nullable [] exchange(
            Class<?> redefined, ClassLoader loader, ClassSource types, byte[] woven, Map<String, byte[]> frames)
            throws IOException {
        var problem = exchangeFrames.exchange(frames, loader, types);
        if (problem.isEmpty()) {
            return woven;
        }
        err.println("weft: " + redefined.getName() + " is loaded already, and " + problem.get()
                + "; the JVM cannot exchange that, so this change takes effect when the program starts again");
        return null; // without the generated methods, which the JVM refuses to take away
    }

    private static Optional<byte[]> resource(ClassLoader loader, String name) throws IOException {
        try (var in = loader.getResourceAsStream(ClassFilePath.of(name))) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }

    private static String reasons(WeaveReport report) {
        return report.findings().stream().map(Object::toString).collect(Collectors.joining(System.lineSeparator()));
    }

    private byte @Nullable [] refuse(byte[] bytes, @Nullable Class<?> redefined, String reason) {
        if (redefined != null) {
            err.println(reason);
            return null;
        }
        return RefusedClass.of(bytes, reason);
    }
}
