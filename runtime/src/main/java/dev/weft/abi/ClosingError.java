package dev.weft.abi;

import dev.weft.CancelledError;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The error by which a stream is closed. It has no stack trace: it is swallowed by who closes the stream, and streams within
 * one another each have their own.
 */
final class ClosingError {
    private static final MethodHandle MAKE;

    static {
        try {
            MAKE = MethodHandles.privateLookupIn(CancelledError.class, MethodHandles.lookup())
                    .findConstructor(
                            CancelledError.class, MethodType.methodType(void.class, String.class, boolean.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ClosingError() {}

    static CancelledError make() throws Throwable {
        return (CancelledError) MAKE.invokeExact("the stream was closed", false);
    }
}
