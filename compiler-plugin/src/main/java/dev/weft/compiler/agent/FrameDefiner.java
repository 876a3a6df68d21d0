package dev.weft.compiler.agent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Defines frame classes before the class that they serve, in its class loader, package and protection domain, since its
 * loader cannot find them anywhere. Needs {@code java.lang} to be open to the agent.
 */
final class FrameDefiner {

    private final MethodHandle defineClass;
    private final MethodHandle findLoadedClass;

    private final AwaitCounts awaits;

    FrameDefiner(AwaitCounts awaits) {
        this.awaits = awaits;
        try {
            var lookup = MethodHandles.privateLookupIn(ClassLoader.class, MethodHandles.lookup());
            defineClass = lookup.findVirtual(
                    ClassLoader.class,
                    "defineClass",
                    MethodType.methodType(
                            Class.class, String.class, byte[].class, int.class, int.class, ProtectionDomain.class));
            findLoadedClass = lookup.findVirtual(
                    ClassLoader.class, "findLoadedClass", MethodType.methodType(Class.class, String.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("java.lang is not open to the agent", e);
        }
    }

    /** If a first attempt to load a class has failed, its frame classes exist already at the second. */
    void define(Map<String, byte[]> classes, ClassLoader loader, @Nullable ProtectionDomain domain) {
        classes.forEach((internalName, bytes) -> {
            var name = internalName.replace('/', '.');
            try {
                if ((Class<?>) findLoadedClass.invokeExact(loader, name) == null) {
                    awaits.defined(
                            (Class<?>) defineClass.invokeExact(loader, name, bytes, 0, bytes.length, domain), bytes);
                }
            } catch (Error | RuntimeException e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
