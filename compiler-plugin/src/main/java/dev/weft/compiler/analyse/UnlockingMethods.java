package dev.weft.compiler.analyse;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The methods and lambdas of a class that give back a lock which they have not taken: {@code void release() {
 * lock.unlock(); }}. A call of one may end what its caller has begun.
 */
public final class UnlockingMethods {

    private final ClassNode owner;
    private final Set<String> methods = new HashSet<>();

    private UnlockingMethods(ClassNode owner) {
        this.owner = owner;
    }

    /**
     * Looks for them.
     *
     * @param isLock whether a class, by internal name, is known to be a {@code Lock}
     */
    public static UnlockingMethods of(ClassNode owner, Predicate<String> isLock) {
        var unlocking = new UnlockingMethods(owner);
        for (var method : owner.methods) {
            if (!HeldLocks.anyIn(method) && unlocks(method, isLock)) {
                unlocking.methods.add(method.name + method.desc);
            }
        }
        int before;
        do {
            before = unlocking.methods.size();
            owner.methods.stream()
                    .filter(method -> !HeldLocks.anyIn(method) && unlocking.isCalledBy(method))
                    .forEach(method -> unlocking.methods.add(method.name + method.desc));
        } while (unlocking.methods.size() > before);
        return unlocking;
    }

    private static boolean unlocks(MethodNode method, Predicate<String> isLock) {
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call
                    && call.name.equals("unlock")
                    && call.desc.equals("()V")
                    && isLock.test(call.owner)) {
                return true;
            }
        }
        return false;
    }

    private boolean isCalledBy(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && contains(call.owner, call.name, call.desc)) {
                return true;
            }
        }
        return false;
    }

    boolean contains(String calledOn, String name, String descriptor) {
        return calledOn.equals(owner.name) && methods.contains(name + descriptor);
    }
}
