package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.abi.WeaverVersion;
import java.util.List;
import org.objectweb.asm.ClassVisitor;

/** Marks a class as woven, with the version of the ABI it was woven for, the weaver's, and the frame classes of it. */
final class WovenMark {

    private WovenMark() {}

    static void put(ClassVisitor target, List<String> frames) {
        var mark = target.visitAnnotation(RuntimeAbi.WOVEN_DESCRIPTOR, false);
        mark.visit("abi", RuntimeAbi.VERSION);
        if (!WeaverVersion.get().isEmpty()) {
            mark.visit("by", WeaverVersion.get());
        }
        if (!frames.isEmpty()) {
            var names = mark.visitArray("frames");
            frames.forEach(name -> names.visit(null, name.replace('/', '.')));
            names.visitEnd();
        }
        mark.visitEnd();
    }
}
