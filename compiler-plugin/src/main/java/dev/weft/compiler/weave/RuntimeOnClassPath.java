package dev.weft.compiler.weave;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;

/** WEFT010: a runtime that cannot run what this weaver writes. Nothing is said of a class path without a runtime. */
final class RuntimeOnClassPath {

    private RuntimeOnClassPath() {}

    /** @param className the first class that is to be woven, with dots */
    static Optional<Finding> check(ClassHierarchy hierarchy, String className) {
        return hierarchy.readable(RuntimeAbi.ABI_VERSION).flatMap(bytes -> check(constants(bytes), className));
    }

    private static Optional<Finding> check(Map<String, Integer> runtime, String className) {
        int version = runtime.getOrDefault("VERSION", RuntimeAbi.VERSION);
        int additions = runtime.getOrDefault("ADDITIONS", RuntimeAbi.ADDITIONS);
        return version == RuntimeAbi.VERSION && additions >= RuntimeAbi.ADDITIONS
                ? Optional.empty()
                : Optional.of(UnsupportedClassFile.runtime(className, version, additions));
    }

    private static Map<String, Integer> constants(byte[] bytes) {
        var constants = new HashMap<String, Integer>();
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(RuntimeAbi.ASM_API) {
                            @Override
                            public @Nullable FieldVisitor visitField(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    @Nullable Object value) {
                                if (value instanceof Integer number) {
                                    constants.put(name, number);
                                }
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE);
        return constants;
    }
}
