package dev.weft.compiler.emit;

import dev.weft.compiler.scan.ScannedClass;
import dev.weft.compiler.split.MethodPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes a woven class. Each async method becomes a stub, with its entries and dispatcher behind it and its frame class
 * beside the class. The tree of the scanned class is changed and becomes that of the woven one.
 */
public final class ClassEmitter {

    private ClassEmitter() {}

    public static WovenClass emit(ScannedClass scanned, List<MethodPlan> plans) {
        var node = scanned.node();
        var frames = new LinkedHashMap<String, byte[]>();
        var written = new ArrayList<MethodNode>();
        for (var plan : plans) {
            var generated = generated(plan);
            node.methods.addAll(node.methods.indexOf(plan.method().node()) + 1, generated);
            written.add(plan.method().node());
            written.addAll(generated);
            frames.put(plan.frameClass(), FrameClassEmitter.of(plan));
            StubEmitter.replaceCode(plan);
        }
        WovenMark.put(node, List.copyOf(frames.keySet()));
        var writer = new ClassWriter(0);
        // ASM bounds its work against hostile input; a body with jumps over 32 KiB, which it rewrites, is not hostile
        writer.setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
        return new WovenClass(node, List.copyOf(written), bytes(node, writer), Collections.unmodifiableMap(frames));
    }

    private static byte[] bytes(ClassNode node, ClassWriter writer) {
        var wide = node.methods.stream().map(WideJumps::in).toList();
        try {
            node.accept(StackMapDeltas.of(node.name, writer));
            return writer.toByteArray();
        } finally {
            wide.forEach(WideJumps::restore);
        }
    }

    private static List<MethodNode> generated(MethodPlan plan) {
        var generated = new ArrayList<>(EntryEmitter.of(plan));
        generated.add(DispatcherEmitter.of(plan));
        return generated;
    }
}
