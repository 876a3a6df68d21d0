package dev.weft.compiler.split;

import dev.weft.compiler.analyse.VerificationType;

/**
 * A field of a frame class. Its type is the verifier's type of what it holds, so reading it needs no cast; a cast would fail
 * for a class that is not accessible, as the common superclass of two others may be.
 */
public record FrameField(String name, VerificationType type) {

    public String descriptor() {
        return type.fieldDescriptor();
    }
}
