package dev.weft.it.docs.pictures;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The methods that the build's plugin has made of {@code Cart.total}. */
final class WovenCart {
    private final ClassNode cart = read("Cart");
    private final ClassNode frame = read("Cart$total$Frame");

    private static ClassNode read(String name) {
        var node = new ClassNode();
        try (var in = WovenCart.class.getResourceAsStream(name + ".class")) {
            new ClassReader(in).accept(node, ClassReader.SKIP_FRAMES);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
        return node;
    }

    MethodNode stub() {
        return method(cart, "total", "(Ljava/lang/String;I)");
    }

    MethodNode hotEntry() {
        return method(cart, "total", "(Ljava/lang/String;IL");
    }

    MethodNode resumeEntry() {
        return method(cart, "total", "(Ldev/weft/abi/FrameDriver;");
    }

    MethodNode dispatcher() {
        return method(cart, "total$weft", "(");
    }

    MethodNode resumeOfFrame() {
        return method(frame, "resume", "(");
    }

    private static MethodNode method(ClassNode node, String name, String begin) {
        return node.methods.stream()
                .filter(method -> method.name.equals(name) && method.desc.startsWith(begin))
                .findFirst()
                .orElseThrow(() -> new AssertionError(node.name + " has no " + name + begin));
    }

    /** The method with its parameters, as one would write them in a sentence. */
    static String signature(MethodNode method) {
        return Arrays.stream(Type.getArgumentTypes(method.desc))
                .map(Type::getClassName)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.joining(", ", method.name + "(", ")"));
    }
}
