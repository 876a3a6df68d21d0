package dev.weft.compiler.split;

import dev.weft.compiler.analyse.VerificationType;
import org.jspecify.annotations.Nullable;

/**
 * A field of a frame class. It has the verifier's type of its value, so no cast is needed to read it. A cast would fail
 * for a class that is not accessible, as the common superclass of two others may be.
 */
public record FrameField(String name, VerificationType type, String descriptor) {

    FrameField(String name, VerificationType type) {
        this(name, type, type.fieldDescriptor());
    }

    /** The same as the generated method, but without method handles: each await looks up fields. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof FrameField field && name.equals(field.name) && type.equals(field.type));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
